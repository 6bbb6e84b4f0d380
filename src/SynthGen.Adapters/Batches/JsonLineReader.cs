namespace SynthGen.Adapters.Batches;

/// <summary>Reads the lines of a stream, one in memory at a time.</summary>
internal sealed class JsonLineReader(Stream stream) : IDisposable
{
    private const int LongestLine = 64 << 20;

    private byte[] _block = new byte[1 << 16];
    private int _from, _end;
    private bool _isOver;

    /// <summary>Reads the next line that is not blank; null at the end. It stays as it is until the next one is read.</summary>
    /// <exception cref="IOException">The stream broke off, or a line is too long.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        int searched = 0;
        while (true)
        {
            int next = _block.AsSpan(_from + searched, _end - _from - searched).IndexOf((byte)'\n');
            if (next >= 0 || (_isOver && _from < _end))
            {
                int length = next >= 0 ? searched + next : _end - _from;
                ReadOnlyMemory<byte> line = _block.AsMemory(_from, length).Trim(" \t\r"u8.ToArray());
                _from = Math.Min(_end, _from + length + 1);
                searched = 0;
                if (line.Length > 0)
                    return line;
                continue;
            }

            if (_isOver)
                return null;
            searched = _end - _from;
            await FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        if (_from > 0)
        {
            _block.AsSpan(_from, _end - _from).CopyTo(_block);
            (_from, _end) = (0, _end - _from);
        }

        if (_end == _block.Length)
        {
            if (_block.Length >= LongestLine)
                throw new IOException("A line of the answers is too long.");
            Array.Resize(ref _block, _block.Length * 2);
        }

        int read = await stream.ReadAsync(_block.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _isOver = read == 0;
        _end += read;
    }
}
