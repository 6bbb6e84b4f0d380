using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen;

/// <summary>The outcome of a run of conversations.</summary>
/// <param name="Requested">The number of conversations that were asked for.</param>
/// <param name="Generated">The number of conversations.</param>
public sealed record ConversationSummary(int Requested, int Generated)
{
    /// <summary>The counts by kind, in the order of the kinds.</summary>
    public IReadOnlyList<ConversationKindCount> Kinds { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The number of plans that were tried.</summary>
    public int Plans { get; init; }

    /// <summary>The number of plans whose outcome was in the journal.</summary>
    public int Resumed { get; init; }

    /// <summary>Input tokens of this run, without plans from the journal.</summary>
    public long InputTokens { get; init; }

    /// <summary>Output tokens of this run, without plans from the journal.</summary>
    public long OutputTokens { get; init; }

    /// <summary>The cost of this run, in US dollars; null if it is not known.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The counts in a sentence.</summary>
    public override string ToString() => PrintableText.Line(
        $"{Generated} of {Requested} conversations from {Plans} plans ({string.Join(", ", Kinds.Select(kind => kind.Generated == kind.Requested ? $"{kind.Generated} {kind.Kind}" : $"{kind.Generated} of {kind.Requested} {kind.Kind}"))})");
}

/// <summary>The conversations of one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Requested">The number of conversations that were asked for.</param>
/// <param name="Generated">The number of conversations.</param>
public sealed record ConversationKindCount(ConversationKind Kind, int Requested, int Generated)
{
    /// <summary>The plans that gave no conversation, by reason, the most frequent first.</summary>
    public IReadOnlyList<ReasonCount> Dropped { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>Kind and counts.</summary>
    public override string ToString() => PrintableText.Line($"{Kind}: {Generated} of {Requested}{(Dropped.Count > 0 ? $"; {string.Join("; ", Dropped.Take(3))}" : "")}");
}
