using SynthGen.Files.Spill;
using SynthGen.Quality.Duplicates;

namespace SynthGen.Quality.Measures;

/// <summary>
/// The share of queries that exactly or nearly copy an earlier one, by the default rule of the Duplicate gate. It takes about 300 bytes a
/// query up to a million, and 8 bytes a copy; beyond that they are in temporary files.
/// </summary>
/// <param name="mostHeld">The most bytes in memory for finding copies, about.</param>
internal sealed class CopyRate(long mostHeld = CopyFinder.Most) : IDisposable
{
    private static readonly MinHash Sketcher = new();

    private readonly CopyFinder _finder = new(MinHash.Similarity, Sketcher.Bands, most: mostHeld);

    // The copied query in the upper half, a number of the copy in the lower one.
    private readonly SpilledNumbers _copied = new(1 << 20, Path.GetTempPath());
    private long _all, _copies;

    /// <summary>The share, 0 to 1; null without queries.</summary>
    public double? Value
    {
        get
        {
            Complete();
            return _all == 0 ? null : (double)_copies / _all;
        }
    }

    /// <summary>The numbers of groups by their size: a query and its copies, from 1 for a query without copies.</summary>
    public IReadOnlyDictionary<long, long> GroupSizes
    {
        get
        {
            Complete();
            SortedDictionary<long, long> sizes = [];
            long single = _finder.Count, size = 1;
            ulong? query = null;
            foreach (ulong copy in _copied.Ascending())
            {
                if (query != copy >> 32)
                    End();
                query = copy >> 32;
                size++;
            }

            End();
            if (single > 0)
                sizes[1] = single;
            return sizes;

            void End()
            {
                if (size > 1)
                {
                    sizes[size] = sizes.GetValueOrDefault(size) + 1;
                    single--;
                }

                size = 1;
            }
        }
    }

    /// <summary>Adds a query.</summary>
    /// <exception cref="IOException">A temporary file cannot be written or read.</exception>
    public void Add(string query)
    {
        _all++;
        _finder.Add(Sketcher.Of(query));
        Count();
    }

    /// <summary>Decides the queries that wait.</summary>
    /// <inheritdoc cref="Add" path="/exception"/>
    public void Complete(CancellationToken cancellation = default)
    {
        _finder.Complete(cancellation);
        Count();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _finder.Dispose();
        _copied.Dispose();
    }

    private void Count()
    {
        while (_finder.TryTake(out CopyDecision decision))
        {
            if (decision.Match is { } match)
                _copied.Add((ulong)match.Text << 32 | (uint)_copies++);
        }
    }
}
