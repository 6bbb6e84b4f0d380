namespace SynthGen.Quality.Duplicates;

/// <summary>Maps the hashes of one band to texts.</summary>
internal sealed class BandTable : SlotTable
{
    /// <summary>The most texts that are found by a key: texts from one template share a band by the thousand, and comparing each with all would take too long.</summary>
    public const int LongestChain = 64;

    private readonly ChunkedList<uint> _keys = new();

    /// <summary>Adds the texts with a key to <paramref name="found"/>.</summary>
    public void Find(uint key, List<int> found)
    {
        for (int slot = First(key); Next(key, ref slot) is >= 0 and int text;)
        {
            if (KeyOf(text) == key)
                found.Add(text);
        }
    }

    /// <summary>Adds the next text; only the first 64 of a key are found.</summary>
    /// <param name="key">The key.</param>
    /// <param name="earlier">How many texts of the key are known elsewhere.</param>
    public void Add(uint key, int earlier)
    {
        int text = (int)_keys.Count, same = earlier;
        _keys.Add(key);
        for (int slot = First(key); Next(key, ref slot) is >= 0 and int other;)
            same += KeyOf(other) == key ? 1 : 0;
        if (same < LongestChain)
            Insert(key, text);
    }

    /// <inheritdoc/>
    protected override uint KeyOf(int text) => _keys[text];
}
