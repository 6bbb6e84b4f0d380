using SynthGen.Documents;
using SynthGen.Files.Spill;

namespace SynthGen.Datasets.Splits;

/// <summary>Counts the pages of each side: a page is known by 62 bits of a hash, in memory up to a limit, then in temporary files.</summary>
internal sealed class SplitPages : IDisposable
{
    // The lowest two bits of a hash are the side.
    private readonly SpilledHashes _hashes = new();

    /// <summary>Adds a page of a side.</summary>
    public void Add(PageKey page, DatasetSplit side) => _hashes.Add(page.Hash & ~3UL | (uint)side);

    /// <summary>Returns the number of pages of each side, and that of pages on more than one.</summary>
    public (int[] OfSides, int Shared) Count()
    {
        int[] pages = new int[Enum.GetValues<DatasetSplit>().Length];
        int shared = 0, same = 0;
        ulong before = 3;
        foreach (ulong hash in _hashes.Ascending())
        {
            pages[hash & 3]++;
            same = (hash ^ before) < 4 ? same + 1 : 1;
            shared += same == 2 ? 1 : 0;
            before = hash;
        }

        return (pages, shared);
    }

    /// <inheritdoc/>
    public void Dispose() => _hashes.Dispose();
}
