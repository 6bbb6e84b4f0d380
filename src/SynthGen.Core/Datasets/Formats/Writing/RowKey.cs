using System.Globalization;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Writing;

/// <summary>
/// What is drawn for a row (the order of its tools, the ids of its calls) is drawn with this: the id of the row without
/// page and source. Trainers' formats do not hold these, and a row that is read back and written again must be the same.
/// </summary>
internal static class RowKey
{
    /// <summary>The key as the 16 hexadecimal digits of an id.</summary>
    public static string TextOf(SyntheticQuery row) =>
        row is { Page: 0, Source.Length: 0 } ? RowId.Of(row) : RowId.Of(new SyntheticQuery(row.Query, row.Tools, 0));

    /// <summary>The key as a number.</summary>
    public static ulong Of(SyntheticQuery row) => ulong.Parse(TextOf(row), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
