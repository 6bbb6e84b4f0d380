namespace SynthGen.TestServer.Model;

/// <summary>A request, read out of its wire format.</summary>
/// <param name="Model">The model asked.</param>
/// <param name="Page">The page that it asks about.</param>
public sealed record Ask(string Model, AskedPage Page)
{
    /// <summary>The tools that a row may call.</summary>
    public IReadOnlyList<ToolShape> Tools { get; init; } = ToolShape.BuiltIn;

    /// <summary>The tools of the rows that are sent back to be worded anew, in order; empty for any other request.</summary>
    public IReadOnlyList<string> RefinedTools { get; init; } = [];

    /// <summary>The conversation, of a request that offers tools to call; null for any other request.</summary>
    public Dialogue? Dialogue { get; init; }

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

    /// <summary>The parameter that the server does not know, by its name on the wire; null if all is known.</summary>
    public string? UnknownParameter { get; init; }

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

    /// <summary>The tools of the rows that the last turn sends back with what they found (<c>queries[0]: vector_search for "…"</c>); empty if it sends none.</summary>
    public readonly IReadOnlyList<string> RefinedTools => _last is null || !_last.Contains("<results", StringComparison.Ordinal) ? []
        : [.. _last.Split('\n').Where(line => line.StartsWith("queries[", StringComparison.Ordinal)).Select(line => line.Split(' ')[1])];

    /// <summary>The page of the last turn that marks one (a repair does not); otherwise the whole last turn; null without turns.</summary>
    public readonly AskedPage? Page => (_lastWithPage ?? _last) is string turn ? AskedPage.From(turn) : null;
}
