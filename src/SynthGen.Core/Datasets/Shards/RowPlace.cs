using SynthGen.Documents;
using SynthGen.Files;

namespace SynthGen.Datasets.Shards;

/// <summary>The place of a row among those of all sources: by source, 2 before 10, and by the place of its first page.</summary>
/// <param name="Source">The source.</param>
/// <param name="Ordinal">The place of the page in its document; 0 for a row without pages.</param>
internal readonly record struct RowPlace(string Source, int Ordinal) : IComparable<RowPlace>
{
    /// <summary>Returns the place of a row.</summary>
    public static RowPlace Of(DatasetRow row) => row.GetPageKeys() is [PageKey page, ..] ? new(page.Source, page.Ordinal) : new(row.Source, 0);

    /// <inheritdoc/>
    public int CompareTo(RowPlace other)
    {
        int order = Source == other.Source ? 0 : NaturalOrder.Instance.Compare(Source, other.Source);
        return order != 0 ? order : Ordinal.CompareTo(other.Ordinal);
    }
}
