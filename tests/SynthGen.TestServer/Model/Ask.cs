namespace SynthGen.TestServer.Model;

/// <summary>A request, read out of its wire format.</summary>
/// <param name="Model">The model asked.</param>
/// <param name="Page">The page that it asks about.</param>
public sealed record Ask(string Model, AskedPage Page)
{
    /// <summary>The tools that a row may call.</summary>
    public IReadOnlyList<ToolShape> Tools { get; init; } = ToolShape.BuiltIn;

    /// <summary>A rough count of its tokens: a quarter of its characters.</summary>
    public int InputTokens { get; init; }

    /// <summary>The most tokens of the reply; null for no limit.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>The token that asks for the next part of a reply.</summary>
    public string? ContinuationToken { get; init; }

    /// <summary>Whether the wire format has continuations.</summary>
    public bool CanContinue { get; init; }

    /// <summary>The key that came with it.</summary>
    public string? Key { get; init; }

    /// <summary>Whether the URL held a key.</summary>
    public bool KeyInUrl { get; init; }
}

/// <summary>Finds the page in a conversation.</summary>
public ref struct PageFinder
{
    private string? _last;
    private string? _lastWithPage;

    /// <summary>Takes the next turn of the user.</summary>
    public void AddUserTurn(string text)
    {
        _last = text;
        if (AskedPage.IsIn(text))
            _lastWithPage = text;
    }

    /// <summary>The page of the last turn that marks one (a repair does not); otherwise the whole last turn; null without turns.</summary>
    public readonly AskedPage? Page => (_lastWithPage ?? _last) is string turn ? AskedPage.From(turn) : null;
}
