using SynthGen.Text;

namespace SynthGen;

/// <summary>Rows by their contrast, the comparison of the row's tool with the other search.</summary>
/// <param name="Name">The tool or the kind of the rows; empty for all rows of a set.</param>
/// <param name="Confirmed">The rows that decide: the other tool does not find the page, or far behind.</param>
/// <param name="Either">The ties: both tools find the page.</param>
/// <param name="Refuted">The rows whose page the other tool finds far better.</param>
/// <param name="Untested">The rows without a contrast: their calls were not run, are of other tools, or neither search found the page.</param>
public sealed record ContrastCount(string Name, long Confirmed, long Either, long Refuted, long Untested)
{
    /// <summary>The share of rows that decide, 0 to 1, of those with a contrast; null if none has one.</summary>
    public double? DecidedShare => Confirmed + Either + Refuted is > 0 and var compared ? (double)Confirmed / compared : null;

    /// <summary>Name, share and counts.</summary>
    public override string ToString() => PrintableText.Line(
        (Name.Length > 0 ? $"{Name} " : "") + (DecidedShare is { } share ? FormattableString.Invariant($"{share * 100:0.0} % ") : "")
        + $"({Confirmed} Confirmed, {Either} Either, {Refuted} Refuted, {Untested} untested)");
}
