using System.Globalization;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Writing;

/// <summary>
/// The key for everything random in a row (the order of its tools, the ids of its calls): the row's id without its page and
/// source. Trainers' formats do not hold these, and a row must be the same after reading and writing it again.
/// </summary>
internal static class RowKey
{
    /// <summary>Returns the key as the 16 hexadecimal digits of an id.</summary>
    public static string TextOf(SyntheticQuery row) =>
        row is { Page: 0, Ordinal: 0, Label: "0", Source.Length: 0 } ? RowId.Of(row) : RowId.Of(new SyntheticQuery(row.Query, row.Tools, 0));

    /// <summary>Returns the key as a number.</summary>
    public static ulong Of(SyntheticQuery row) => ulong.Parse(TextOf(row), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
