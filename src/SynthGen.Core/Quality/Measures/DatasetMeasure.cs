using SynthGen.Text;

namespace SynthGen;

/// <summary>The number of calls of a tool.</summary>
/// <param name="Name">The tool.</param>
/// <param name="Calls">The number of calls.</param>
public sealed record ToolCount(string Name, long Calls)
{
    /// <summary>Name and count.</summary>
    public override string ToString() => PrintableText.Line($"{Name} {Calls}");
}

/// <summary>The number of conversations of a kind or a difficulty.</summary>
/// <param name="Name">The kind or the difficulty.</param>
/// <param name="Conversations">The number of conversations.</param>
public sealed record ConversationCount(string Name, long Conversations)
{
    /// <summary>Name and count.</summary>
    public override string ToString() => PrintableText.Line($"{Name} {Conversations}");
}

/// <summary>The lengths of queries, in words.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Median">The median.</param>
/// <param name="P5">The 5th percentile.</param>
/// <param name="P95">The 95th percentile.</param>
public sealed record LengthSummary(double Mean, int Median, int P5, int P95)
{
    /// <summary>All four figures.</summary>
    public override string ToString() => FormattableString.Invariant($"mean {Mean:0.0}, median {Median}, p5 {P5}, p95 {P95}");
}

/// <summary>The measures of a dataset. Shares are 0 to 1; a measure that is not available is null.</summary>
/// <param name="Name">The set's name, from its file; empty for rows from the pipeline.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Pages">The number of different pages that they come from.</param>
public sealed record DatasetMeasure(string Name, long Rows, int Pages)
{
    /// <summary>The number of pages of the document; null if not given.</summary>
    public int? PageCount { get; init; }

    /// <summary>The share of the document's pages that have a row.</summary>
    public double? PageCoverage { get; init; }

    /// <summary>Rows divided by pages with a row.</summary>
    public double? QueriesPerPage { get; init; }

    /// <summary>Calls divided by rows.</summary>
    public double? CallsPerRow { get; init; }

    /// <summary>Calls by tool, including tools that are never called.</summary>
    public IReadOnlyList<ToolCount> Tools { get; init; } = [];

    /// <summary>H / ln |T|: 1 if all tools are called equally often.</summary>
    public double? ToolBalance { get; init; }

    /// <summary>The lengths of queries, in words.</summary>
    public LengthSummary? QueryLength { get; init; }

    /// <summary>Different words divided by all words.</summary>
    public double? Distinct1 { get; init; }

    /// <summary>Different pairs of neighbouring words divided by all.</summary>
    public double? Distinct2 { get; init; }

    /// <summary>Mean BLEU-4 of a sampled query with the others as references; lower is more diverse.</summary>
    public double? SelfBleu { get; init; }

    /// <summary>The measure of textual lexical diversity, in words; higher is more diverse.</summary>
    public double? Mtld { get; init; }

    /// <summary>The share of queries that are exact or near copies of an earlier one.</summary>
    public double? DuplicateRate { get; init; }

    /// <summary>The share of rows that quote their pages; a conversation without pages does not count.</summary>
    public double? EvidenceCoverage { get; init; }

    /// <summary>The share of executed calls that find the page first.</summary>
    public double? HitAt1 { get; init; }

    /// <summary>The share of executed calls that find it among the first five.</summary>
    public double? HitAt5 { get; init; }

    /// <summary>The share of executed calls that find it among the first ten.</summary>
    public double? HitAt10 { get; init; }

    /// <summary>The mean of 1 / rank of the page over executed calls.</summary>
    public double? MeanReciprocalRank { get; init; }

    /// <summary>The number of rows with a verdict.</summary>
    public long Tested { get; init; }

    /// <summary>The share of tested rows that passed all gates.</summary>
    public double? PassRate { get; init; }

    /// <summary>The rejected rows by gate and reason.</summary>
    public IReadOnlyList<GateRejection> Rejections { get; init; } = [];

    /// <summary>The number of rows that are conversations.</summary>
    public long Conversations { get; init; }

    /// <summary>Conversations by kind; those without one are left out.</summary>
    public IReadOnlyList<ConversationCount> ConversationKinds { get; init; } = [];

    /// <summary>Conversations by difficulty; those that were not measured are left out.</summary>
    public IReadOnlyList<ConversationCount> Difficulties { get; init; } = [];

    /// <summary>Turns divided by conversations; a turn begins with a message of the user.</summary>
    public double? TurnsPerConversation { get; init; }

    /// <summary>Calls divided by conversations.</summary>
    public double? CallsPerConversation { get; init; }

    /// <summary>The share of rows that decide, of those whose tool was compared with the other search.</summary>
    public double? DecidedShare => Contrast.DecidedShare;

    /// <summary>All rows but conversations by their contrast: those that decide, ties, and those that were not compared.</summary>
    public ContrastCount Contrast { get; init; } = new("", 0, 0, 0, 0);

    /// <summary>The same by tool; a row that calls two tools counts for both.</summary>
    public IReadOnlyList<ContrastCount> ContrastByTool { get; init; } = [];

    /// <summary>The same by kind of question; rows without a kind are left out.</summary>
    public IReadOnlyList<ContrastCount> ContrastByKind { get; init; } = [];

    /// <summary>How the rows were decided by reviewers; null if no review was given.</summary>
    public ReviewMeasure? Review { get; init; }

    /// <summary>Compares every numeric measure with that of another set.</summary>
    public IReadOnlyList<MeasureComparison> CompareTo(DatasetMeasure other) => Numbers()
        .Zip(other.Numbers(), (one, two) => new MeasureComparison(one.Name, one.Value, two.Value)).ToArray();

    private (string Name, double? Value)[] Numbers() =>
    [
        (nameof(Rows), Rows), (nameof(Pages), Pages), (nameof(QueriesPerPage), QueriesPerPage), (nameof(CallsPerRow), CallsPerRow),
        (nameof(ToolBalance), ToolBalance), ("QueryLengthMean", QueryLength?.Mean), ("QueryLengthMedian", QueryLength?.Median),
        ("QueryLengthP5", QueryLength?.P5), ("QueryLengthP95", QueryLength?.P95), (nameof(Distinct1), Distinct1), (nameof(Distinct2), Distinct2),
        (nameof(SelfBleu), SelfBleu), (nameof(Mtld), Mtld), (nameof(DuplicateRate), DuplicateRate), (nameof(EvidenceCoverage), EvidenceCoverage),
        (nameof(HitAt1), HitAt1), (nameof(HitAt5), HitAt5), (nameof(HitAt10), HitAt10), (nameof(MeanReciprocalRank), MeanReciprocalRank),
        (nameof(Tested), Tested), (nameof(PassRate), PassRate), (nameof(DecidedShare), DecidedShare),
        (nameof(Conversations), Conversations == 0 ? null : Conversations), (nameof(TurnsPerConversation), TurnsPerConversation), (nameof(CallsPerConversation), CallsPerConversation),
    ];
}

/// <summary>A measure of two sets.</summary>
/// <param name="Measure">The measure's name.</param>
/// <param name="Value">Its value in this set; null if there is none.</param>
/// <param name="Against">Its value in the other set; null if there is none.</param>
public sealed record MeasureComparison(string Measure, double? Value, double? Against)
{
    /// <summary>The value minus that of the other set.</summary>
    public double? Difference => Value - Against;
}
