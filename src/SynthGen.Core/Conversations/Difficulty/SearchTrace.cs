using SynthGen.Text;

namespace SynthGen;

/// <summary>A call of the reference searcher.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Text">The search text.</param>
/// <param name="Rank">The rank of the page, from 1; null if it is not among the first ten.</param>
/// <param name="Best">The label of the page that came first; null if none did.</param>
public sealed record SearchAttempt(string Tool, string Text, int? Rank, string? Best);

/// <summary>How the reference searcher looked for a page.</summary>
/// <param name="Attempts">Its calls, in order; it ends with the first that has the page among the first ten.</param>
/// <param name="Difficulty">How hard the page is to find.</param>
public sealed record SearchTrace(IReadOnlyList<SearchAttempt> Attempts, QueryDifficulty Difficulty)
{
    /// <summary>The number of calls until the page was found; null if none found it.</summary>
    public int? Calls => Attempts is [.., { Rank: not null }] ? Attempts.Count : null;

    /// <summary>The rank by the last call; null if none found the page.</summary>
    public int? Rank => Attempts is [.., { Rank: var rank }] ? rank : null;

    /// <summary>Difficulty, calls and rank.</summary>
    public override string ToString() => PrintableText.Line(FormattableString.Invariant($"{Difficulty}: {(Calls is { } calls ? $"call {calls}, rank {Rank}" : $"not found in {Attempts.Count} calls")}"));
}
