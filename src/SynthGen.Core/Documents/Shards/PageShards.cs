using SynthGen.Hashing;

namespace SynthGen.Documents.Shards;

/// <summary>
/// Says in which of a number of shards a page is: always the same one, whatever other pages there are. A document's pages are
/// spread so that any run of them gives each shard its share, within a page or two.
/// </summary>
public static class PageShards
{
    // Another beginning than that of a split with the seed 0, whose sides a shard would otherwise share.
    private const ulong Start = 0x2545F4914F6CDD1D;

    /// <summary>Returns the shard of a page, from 0.</summary>
    /// <param name="page">The page.</param>
    /// <param name="count">The number of shards, from 1.</param>
    public static int IndexOf(PageKey page, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        StableRandom start = new(StableRandom.Hash(page.Source) ^ Start);
        return (int)Math.BigMul(EvenPlaces.At(start.Next(), page.Ordinal), (ulong)count, out _);
    }
}
