using System.Runtime.InteropServices;
using SynthGen.Files.Spill;

namespace SynthGen.Quality.Duplicates;

/// <summary>Reads the texts of a file in their order.</summary>
/// <param name="file">For each text its exact hash, its group and the number of its shingles, 8 bytes each, and its shingles.</param>
internal sealed class SpilledShingles(SpillFile file)
{
    private const int HeadSize = 3 * sizeof(ulong);

    private byte[] _buffer = new byte[1 << 18];
    private long _place;
    private int _start, _end, _size;

    /// <summary>The text; -1 before the first.</summary>
    public int Text { get; private set; } = -1;

    /// <summary>The exact hash of the text.</summary>
    public ulong Exact => Head[0];

    /// <summary>The group of the text; 0 for none.</summary>
    public ulong Group => Head[1];

    /// <summary>The shingles of the text.</summary>
    public ReadOnlySpan<uint> Shingles => MemoryMarshal.Cast<byte, uint>(_buffer.AsSpan(_start + HeadSize, _size - HeadSize));

    private ReadOnlySpan<ulong> Head => MemoryMarshal.Cast<byte, ulong>(_buffer.AsSpan(_start, HeadSize));

    /// <summary>Moves to a text that is not before this one.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void MoveTo(int text)
    {
        while (Text < text)
        {
            _start += _size;
            Ensure(HeadSize);
            _size = HeadSize + sizeof(uint) * (int)Head[2];
            Ensure(_size);
            Text++;
        }
    }

    private void Ensure(int size)
    {
        if (_end - _start >= size)
            return;

        int held = _end - _start;
        byte[] buffer = size <= _buffer.Length ? _buffer : new byte[2 * size];
        _buffer.AsSpan(_start, held).CopyTo(buffer);
        (_buffer, _start) = (buffer, 0);
        int read = file.Read(_buffer.AsSpan(held), _place);
        (_place, _end) = (_place + read, held + read);
        if (_end < size)
            throw new EndOfStreamException("A temporary file ends early.");
    }
}
