using SynthGen.Documents;
using SynthGen.Hashing;
using SynthGen.Text;

namespace SynthGen.Datasets.Splits;

/// <summary>A unit that stays together: a page, a block of pages, or a source.</summary>
/// <param name="Source">The source.</param>
/// <param name="Number">The place of the page in its document, or the number of the block; 0 for a source.</param>
internal readonly record struct SplitGroup(string Source, int Number)
{
    /// <summary>Returns the group of a conversation without pages, by which its side is drawn.</summary>
    public static SplitGroup OfQuery(string query) => new(query, 0);
}

/// <summary>
/// Chooses the side of a group from the group, the seed and the shares alone, so that no other row can change it.
/// </summary>
/// <remarks>
/// Page n of a source is at a place of <see cref="EvenPlaces"/> that begin at a hash of source and seed. This is a systematic
/// sample, stratified by the position in the document: in any run of pages each side gets its share, give or take a page or two.
/// </remarks>
internal sealed class SplitAssignment(DatasetSplitOptions options)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private readonly double _train = options.Train;
    private readonly double _trainAndValidation = options.Train + options.Validation;

    /// <summary>Returns the group of a page.</summary>
    public SplitGroup GroupOf(PageKey page) => options.Grouping switch
    {
        SplitGrouping.Page => new SplitGroup(page.Source, page.Ordinal),
        // Floor division makes blocks below zero as long as the others.
        SplitGrouping.PageBlock => new SplitGroup(page.Source, (int)Math.Floor((double)page.Ordinal / options.BlockSize)),
        _ => new SplitGroup(page.Source, 0),
    };

    /// <summary>Returns the side of a group.</summary>
    public DatasetSplit SideOf(SplitGroup group)
    {
        ulong start = WordHash.Mix(StableRandom.Hash(group.Source) ^ WordHash.Mix((ulong)(uint)options.Seed + Golden));
        double place = (EvenPlaces.At(start, group.Number) >> 11) * (1.0 / (1UL << 53));

        // A share of zero gets no rows, whatever rounding leaves at the end.
        if (place < _train)
            return DatasetSplit.Train;
        if (place < _trainAndValidation || options.Test == 0)
            return options.Validation > 0 ? DatasetSplit.Validation : DatasetSplit.Train;
        return DatasetSplit.Test;
    }
}
