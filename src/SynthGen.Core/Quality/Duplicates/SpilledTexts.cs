using SynthGen.Files.Spill;

namespace SynthGen.Quality.Duplicates;

/// <summary>
/// The texts of earlier batches in temporary files: runs of their keys, sorted, and a file of their shingles in their order. About
/// 250 bytes a text. A batch is compared with them in one walk over all files.
/// </summary>
/// <param name="similarity">The minimum similarity of a near copy.</param>
/// <param name="bands">The number of bands.</param>
/// <param name="folder">Where the files are.</param>
/// <param name="mostPairs">The most pairs of texts to compare in memory.</param>
internal sealed class SpilledTexts(double similarity, int bands, string folder, int mostPairs) : IDisposable
{
    // A pair found by exact hashes is compared by them alone.
    private const uint IsExactPair = 1u << 31;

    private readonly SpilledKeys _keys = new(bands + 1, folder);
    private readonly SpilledNumbers _pairs = new(mostPairs, folder);
    private readonly List<int> _same = [];
    private readonly SpillFile _texts = new(folder);

    /// <summary>The number of texts.</summary>
    public int Count { get; private set; }

    /// <summary>Adds the texts of an index behind those before them.</summary>
    /// <param name="index">The texts.</param>
    /// <param name="groupOf">Returns the group of a text.</param>
    /// <param name="cancellation">Cancels adding.</param>
    public void Add(DuplicateIndex index, Func<int, ulong> groupOf, CancellationToken cancellation)
    {
        if (index.Count == 0)
            return;
        int text = 0;
        index.ForEach((exact, shingles) =>
        {
            _texts.Append<ulong>([exact, groupOf(text++), (ulong)shingles.Length]);
            _texts.Append(shingles);
        });
        _keys.Add(index.CopyTo, (uint)Count, cancellation);
        Count += index.Count;
    }

    /// <summary>Notes the texts that have a key of the batch's in a band.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="band">The band; that after the last is of exact hashes.</param>
    /// <param name="keys">The batch's keys in the band, sorted.</param>
    /// <param name="side">The side of these texts.</param>
    /// <param name="isCompared">Whether a text of a side is compared with them.</param>
    /// <param name="cancellation">Cancels the walk.</param>
    public void Find(TextBatch batch, int band, ReadOnlySpan<ulong> keys, int side, Func<int, bool> isCompared, CancellationToken cancellation)
    {
        uint exact = band == bands ? IsExactPair : 0;
        foreach (SortedRun run in _keys.RunsOf(band))
        {
            cancellation.ThrowIfCancellationRequested();
            SortedRunReader reader = new(run);
            for (int i = 0; i < keys.Length && !reader.IsAtEnd;)
            {
                uint key = (uint)(keys[i] >> 32);
                reader.AdvanceTo((ulong)key << 32);
                if (reader.IsAtEnd)
                    break;
                if ((uint)(reader.Current >> 32) != key)
                {
                    for (uint next = (uint)(reader.Current >> 32); i < keys.Length && (uint)(keys[i] >> 32) < next;)
                        i++;
                    continue;
                }

                _same.Clear();
                for (; !reader.IsAtEnd && (uint)(reader.Current >> 32) == key; reader.Advance())
                    _same.Add((int)(uint)reader.Current);
                cancellation.ThrowIfCancellationRequested();
                for (; i < keys.Length && (uint)(keys[i] >> 32) == key; i++)
                    Note((int)(uint)keys[i]);
            }
        }

        void Note(int text)
        {
            int own = batch[text].Side;
            if (own == side && exact == 0)
                batch.EarlierOf(text)[band] += (byte)_same.Count;
            if (!isCompared(own) || batch.CopyOf(text).IsFound)
                return;
            foreach (int other in _same)
                _pairs.Add((ulong)(uint)other << 32 | exact | (uint)text);
        }
    }

    /// <summary>Compares the batch with the texts found, and notes the copies.</summary>
    public void Compare(TextBatch batch, CancellationToken cancellation)
    {
        SpilledShingles texts = new(_texts);
        foreach (ulong pair in _pairs.Ascending())
        {
            int text = (int)((uint)pair & ~IsExactPair);
            ref EarlierCopy copy = ref batch.CopyOf(text);
            bool byExact = ((uint)pair & IsExactPair) != 0;
            if (copy.IsExact || (copy.IsFound && !byExact))
                continue;

            cancellation.ThrowIfCancellationRequested();
            texts.MoveTo((int)(pair >> 32));
            TextSketch sketch = batch[text].Sketch;
            if (byExact)
            {
                if (texts.Exact == sketch.Exact)
                    copy = new EarlierCopy(new CopyMatch(texts.Text, 1), true, texts.Group);
            }
            else if (MinHash.Jaccard(sketch.Shingles, texts.Shingles) is var jaccard && jaccard >= similarity)
            {
                copy = new EarlierCopy(new CopyMatch(texts.Text, jaccard), false, texts.Group);
            }
        }

        _pairs.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _keys.Dispose();
        _pairs.Dispose();
        _texts.Dispose();
    }
}
