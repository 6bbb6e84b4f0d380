using System.Runtime.InteropServices;

namespace SynthGen.Files.Spill;

/// <summary>
/// A temporary file that only this process can find: it vanishes when it is closed, and when the process ends in any way. It is
/// written at its end and read anywhere. Not thread-safe.
/// </summary>
internal sealed class SpillFile : IDisposable
{
    private const int BufferSize = 256 * 1024;

    private readonly FileStream _file;
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _held;
    private long _written;

    /// <summary>Begins a file.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">The file cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not allow creating it.</exception>
    public SpillFile(string folder) => _file = Open(folder);

    /// <summary>The number of bytes.</summary>
    public long Length => _written + _held;

    /// <summary>Opens a file of this kind as a stream.</summary>
    /// <inheritdoc cref="SpillFile(string)"/>
    public static FileStream Open(string folder)
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0,
            Options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        string path = Path.Combine(folder, $"synthgen-{Path.GetRandomFileName()}");
        FileStream file = new(path, options);
        // Elsewhere than on Windows an open file needs no name.
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        return file;
    }

    /// <summary>Writes numbers at the end, in the machine's order of bytes.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public void Append<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        for (ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(numbers); !bytes.IsEmpty;)
        {
            if (_held == BufferSize)
                Store();
            int count = Math.Min(bytes.Length, BufferSize - _held);
            bytes[..count].CopyTo(_buffer.AsSpan(_held));
            _held += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>Reads what begins at a place, as much as there is.</summary>
    /// <returns>The number of bytes read.</returns>
    /// <exception cref="IOException">They cannot be read.</exception>
    public int Read(Span<byte> bytes, long place)
    {
        if (place + bytes.Length > _written && _held > 0)
            Store();
        int read = 0;
        while (read < bytes.Length && RandomAccess.Read(_file.SafeFileHandle, bytes[read..], place + read) is > 0 and int count)
            read += count;
        return read;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Store()
    {
        try
        {
            RandomAccess.Write(_file.SafeFileHandle, _buffer.AsSpan(0, _held), _written);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw DiskFull.FileTooLong(error);
        }

        _written += _held;
        _held = 0;
    }
}
