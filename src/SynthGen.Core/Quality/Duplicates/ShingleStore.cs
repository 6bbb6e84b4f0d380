namespace SynthGen.Quality.Duplicates;

/// <summary>Keeps the shingles of texts, each text's in one piece.</summary>
internal sealed class ShingleStore
{
    private const int PieceSize = 16 * 1024;

    private readonly List<uint[]> _pieces = [];
    private readonly ChunkedList<(int Piece, int Start, int Count)> _places = new();
    private int _used;

    /// <summary>The number of shingles of all texts.</summary>
    public long Count { get; private set; }

    /// <summary>Adds the shingles of the next text.</summary>
    public void Add(ReadOnlySpan<uint> shingles)
    {
        if (_pieces.Count == 0 || shingles.Length > _pieces[^1].Length - _used)
        {
            _pieces.Add(new uint[Math.Max(PieceSize, shingles.Length)]);
            _used = 0;
        }

        shingles.CopyTo(_pieces[^1].AsSpan(_used));
        _places.Add((_pieces.Count - 1, _used, shingles.Length));
        _used += shingles.Length;
        Count += shingles.Length;
    }

    /// <summary>Returns the shingles of a text.</summary>
    public ReadOnlySpan<uint> Of(int text) => _places[text] is var (piece, start, count) ? _pieces[piece].AsSpan(start, count) : default;
}
