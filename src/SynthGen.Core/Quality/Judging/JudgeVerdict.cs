namespace SynthGen.Quality.Judging;

/// <summary>A judge's answers about one row, with the requests and tokens that they took; the record of its journal.</summary>
/// <param name="Page">The row's page.</param>
/// <param name="Source">The name of the file that the page came from.</param>
public sealed record JudgeVerdict(int Page, string Source)
{
    /// <summary>The row with the judge's results, and no other gate's, for a verdict; null if an answer is missing or cannot be used.</summary>
    public SyntheticQuery? Row { get; init; }

    /// <summary>Why an answer is missing or cannot be used; null if both are there.</summary>
    public string? Problem { get; init; }

    /// <summary>The reply that cannot be used; null if there is none.</summary>
    public string? RawReply { get; init; }

    /// <summary>How many requests were sent, those without a reply included.</summary>
    public int Attempts { get; init; }

    /// <summary>The model, as the server named it; null if it did not reply.</summary>
    public string? Model { get; init; }

    /// <summary>Input tokens of both questions.</summary>
    public int InputTokens { get; init; }

    /// <summary>Output tokens of both answers.</summary>
    public int OutputTokens { get; init; }
}
