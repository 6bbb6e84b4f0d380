namespace SynthGen.Quality.Duplicates;

/// <summary>
/// Maps the hashes of one band to texts: chains in arrays take 12 to 16 bytes a text, without an object for each.
/// </summary>
internal sealed class BandTable
{
    // Texts from one template share a band by the thousand; comparing each with all would take too long.
    private const int LongestChain = 64;

    private int[] _heads = new int[1024];
    private uint[] _keys = new uint[1024];
    private int[] _texts = new int[1024];
    private int[] _next = new int[1024];
    private int _count;

    /// <summary>Adds the texts with a key to <paramref name="found"/>.</summary>
    public void Find(uint key, List<int> found)
    {
        for (int entry = _heads[key & (_heads.Length - 1)] - 1; entry >= 0; entry = _next[entry])
        {
            if (_keys[entry] == key)
                found.Add(_texts[entry]);
        }
    }

    /// <summary>Adds a text; only the first 64 of a key are kept.</summary>
    public void Add(uint key, int text)
    {
        int same = 0;
        for (int entry = _heads[key & (_heads.Length - 1)] - 1; entry >= 0; entry = _next[entry])
            same += _keys[entry] == key ? 1 : 0;
        if (same >= LongestChain)
            return;

        if (_count == _keys.Length)
            Grow();
        (_keys[_count], _texts[_count]) = (key, text);
        Chain(_count++);
    }

    private void Chain(int entry)
    {
        ref int head = ref _heads[_keys[entry] & (_heads.Length - 1)];
        _next[entry] = head - 1;
        head = entry + 1;
    }

    private void Grow()
    {
        int size = _count * 2;
        Array.Resize(ref _keys, size);
        Array.Resize(ref _texts, size);
        _next = new int[size];
        _heads = new int[size];
        for (int entry = 0; entry < _count; entry++)
            Chain(entry);
    }
}
