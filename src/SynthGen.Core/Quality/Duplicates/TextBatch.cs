namespace SynthGen.Quality.Duplicates;

/// <summary>Texts that wait until those before them are read from files: about 250 bytes each.</summary>
/// <param name="bands">The number of bands.</param>
internal sealed class TextBatch(int bands)
{
    private readonly List<(TextSketch Sketch, int Side, ulong Group)> _texts = [];
    private byte[] _earlier = [];
    private EarlierCopy[] _copies = [];

    /// <summary>The number of texts.</summary>
    public int Count => _texts.Count;

    /// <summary>About how many bytes they take.</summary>
    public long Size { get; private set; }

    /// <summary>A text.</summary>
    public (TextSketch Sketch, int Side, ulong Group) this[int text] => _texts[text];

    /// <summary>The copied text of earlier batches; not <see cref="EarlierCopy.IsFound"/> if there is none.</summary>
    public ref EarlierCopy CopyOf(int text) => ref _copies[text];

    /// <summary>How many texts of earlier batches, on the same side, are known by a text's key in each band.</summary>
    public Span<byte> EarlierOf(int text) => _earlier.AsSpan(text * bands, bands);

    /// <summary>Adds a text.</summary>
    public void Add(TextSketch sketch, int side, ulong group)
    {
        _texts.Add((sketch, side, group));
        Size += 150 + sizeof(uint) * (sketch.Shingles.Length + bands);
    }

    /// <summary>Makes room for what is found of earlier batches.</summary>
    public void Prepare()
    {
        _earlier = new byte[Count * bands];
        _copies = new EarlierCopy[Count];
    }

    /// <summary>Removes all texts.</summary>
    public void Clear()
    {
        _texts.Clear();
        (_earlier, _copies, Size) = ([], [], 0);
    }

    /// <summary>Returns the texts by their keys in a band, each with its key in the upper half; by their exact hashes if the band is that after the last.</summary>
    /// <param name="band">The band.</param>
    /// <param name="keys">Is filled.</param>
    public void SortKeys(int band, List<ulong> keys)
    {
        keys.Clear();
        for (int text = 0; text < Count; text++)
        {
            TextSketch sketch = _texts[text].Sketch;
            if (band == bands)
                keys.Add((ulong)ExactTable.Key(sketch.Exact) << 32 | (uint)text);
            else if (sketch.Bands.Length > 0)
                keys.Add((ulong)sketch.Bands[band] << 32 | (uint)text);
        }

        keys.Sort();
    }
}

/// <summary>The text of an earlier batch that a text copies.</summary>
/// <param name="Match">The text, and how similar it is.</param>
/// <param name="IsExact">Whether the copy is exact.</param>
/// <param name="Group">The group of the text; 0 for none.</param>
internal readonly record struct EarlierCopy(CopyMatch Match, bool IsExact, ulong Group)
{
    /// <summary>Whether there is one.</summary>
    public bool IsFound => Match.Similarity > 0;
}
