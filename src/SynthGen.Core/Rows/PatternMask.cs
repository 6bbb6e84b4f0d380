namespace SynthGen.Rows;

/// <summary>The positions of each character in a pattern: one bit a position, 64 positions a block.</summary>
internal readonly struct PatternMask
{
    private readonly int _blocks;
    private readonly ulong[] _bits;
    private readonly ushort[] _ascii;
    private readonly char[] _others;
    private readonly ushort[] _otherRows;

    /// <summary>Creates the mask of a pattern of at most 64 × <paramref name="blocks"/> characters.</summary>
    public PatternMask(ReadOnlySpan<char> pattern, int blocks)
    {
        _blocks = blocks;
        _ascii = new ushort[128];
        Dictionary<char, ushort>? others = null;
        int rows = 1;
        foreach (char c in pattern)
        {
            if (c < 128)
            {
                if (_ascii[c] == 0)
                    _ascii[c] = (ushort)rows++;
            }
            else if ((others ??= []).TryAdd(c, (ushort)rows))
            {
                rows++;
            }
        }

        // Row 0 serves all characters that the pattern lacks.
        _bits = new ulong[rows * blocks];
        _others = others is null ? [] : [.. others.Keys.Order()];
        _otherRows = others is null ? [] : Array.ConvertAll(_others, c => others[c]);
        for (int i = 0; i < pattern.Length; i++)
            _bits[RowOf(pattern[i]) * blocks + i / 64] |= 1UL << (i & 63);
    }

    /// <summary>Returns the bits of a character, block after block.</summary>
    public ReadOnlySpan<ulong> Of(char c) => _bits.AsSpan(RowOf(c) * _blocks, _blocks);

    private int RowOf(char c)
    {
        if (c < 128)
            return _ascii[c];

        int found = _others.AsSpan().BinarySearch(c);
        return found < 0 ? 0 : _otherRows[found];
    }
}
