namespace SynthGen.Quality.Duplicates;

/// <summary>Maps the hashes of texts to the first text of each.</summary>
internal sealed class ExactTable : SlotTable
{
    private readonly ChunkedList<ulong> _hashes = new();

    /// <summary>The number of texts.</summary>
    public int Count => (int)_hashes.Count;

    /// <summary>Returns the hash of a text.</summary>
    public ulong this[int text] => _hashes[text];

    /// <summary>Returns the first text with a hash; -1 if there is none.</summary>
    public int Find(ulong hash)
    {
        uint key = Key(hash);
        int slot = First(key), text;
        do
            text = Next(key, ref slot);
        while (text >= 0 && _hashes[text] != hash);
        return text;
    }

    /// <summary>Adds the next text.</summary>
    public void Add(ulong hash)
    {
        bool isFirst = Find(hash) < 0;
        _hashes.Add(hash);
        if (isFirst)
            Insert(Key(hash), Count - 1);
    }

    /// <inheritdoc/>
    protected override uint KeyOf(int text) => Key(_hashes[text]);

    /// <summary>Returns the key by which a hash is found.</summary>
    public static uint Key(ulong hash) => (uint)(hash >> 32);
}
