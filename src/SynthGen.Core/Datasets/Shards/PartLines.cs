using Microsoft.Win32.SafeHandles;

namespace SynthGen.Datasets.Shards;

/// <summary>
/// Reads a file's lines in pieces and keeps it open only for each of them: a thousand files that are merged would otherwise
/// take a thousand handles. The file must stay as it is.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class PartLines(string path)
{
    private const int PieceLength = 32 * 1024;

    private byte[] _piece = [];
    private int _start, _end;
    private long _read;

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>Returns the next line without its LF, valid until the next call; null at the end.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public ReadOnlyMemory<byte>? Next()
    {
        int searched = _start;
        while (true)
        {
            int found = _piece.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (found >= 0)
                return Take(searched + found, 1);
            searched = _end - _start;
            if (Fill())
                continue;
            if (_start == _end)
                return null;
            return Take(_end, 0);
        }
    }

    private ReadOnlyMemory<byte> Take(int end, int after)
    {
        ReadOnlyMemory<byte> line = _piece.AsMemory(_start, end - _start);
        _start = end + after;
        return line;
    }

    private bool Fill()
    {
        int held = _end - _start;
        byte[] piece = held + PieceLength <= _piece.Length ? _piece : new byte[Math.Max(PieceLength, 2 * held + PieceLength)];
        _piece.AsSpan(_start, held).CopyTo(piece);
        (_piece, _start, _end) = (piece, 0, held);
        using SafeFileHandle file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        int length = RandomAccess.Read(file, _piece.AsSpan(held), _read);
        _read += length;
        _end += length;
        return length > 0;
    }
}
