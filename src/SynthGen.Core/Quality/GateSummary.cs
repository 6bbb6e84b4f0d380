using SynthGen.Text;

namespace SynthGen;

/// <summary>The number of rows that a gate rejected for one reason.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="Reason">The reason, in one word.</param>
/// <param name="Rows">The number of rows.</param>
public sealed record GateRejection(string Gate, string Reason, long Rows)
{
    /// <summary>Count, gate and reason.</summary>
    public override string ToString() => PrintableText.Line($"{Rows} {Gate}/{Reason}");
}

/// <summary>The outcome of a test of rows: Passed and the rows of all rejections add up to Rows.</summary>
/// <param name="Rows">Rows tested.</param>
/// <param name="Passed">Rows that passed all gates.</param>
/// <param name="Rejections">The other rows by gate and reason, in the order of the gates.</param>
public sealed record GateSummary(long Rows, long Passed, IReadOnlyList<GateRejection> Rejections)
{
    /// <summary>Rows that did not pass.</summary>
    public long Rejected => Rows - Passed;

    /// <summary>Of the rows that passed, those that decide: the other search does not find the page, or far behind.</summary>
    public long Confirmed { get; init; }

    /// <summary>Of the rows that passed, the ties: both searches find the page.</summary>
    public long Either { get; init; }

    /// <summary>Of the rows that did not pass, those that a judge's service left without a verdict: the network, the key, a quota, a budget or the server.</summary>
    public long Unjudged { get; init; }

    /// <summary>A hash of the settings that verdicts depend on; null if it is not known.</summary>
    public string? Settings { get; init; }

    /// <summary>Whether another test could not be expected to let more rows pass: none is unjudged.</summary>
    public bool IsComplete => Unjudged == 0;

    /// <summary>The counts in a sentence.</summary>
    public override string ToString() =>
        $"{Passed} of {Rows} rows passed" + (Confirmed + Either > 0 ? $" ({Confirmed} Confirmed, {Either} Either)" : "") + (Rejections.Count > 0 ? $", rejected: {string.Join(", ", Rejections)}" : "");
}
