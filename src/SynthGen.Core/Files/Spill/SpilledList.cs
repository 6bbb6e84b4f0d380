using System.Runtime.InteropServices;

namespace SynthGen.Files.Spill;

/// <summary>
/// A list of numbers that is read from one end to the other. Beyond a limit they go to a temporary file, with 4 bytes a number.
/// </summary>
/// <param name="most">The most numbers in memory beside a block or two.</param>
/// <param name="folder">Where the file is; null for the folder of temporary files.</param>
internal sealed class SpilledList(long most = SpilledList.Most, string? folder = null) : IDisposable
{
    // 32 MB.
    private const long Most = 8 << 20;
    private const int Bits = 14, BlockLength = 1 << Bits;

    private readonly List<uint[]> _blocks = [];
    private readonly uint[] _read = new uint[BlockLength];
    private uint[] _last = new uint[BlockLength];
    private SpillFile? _file;
    private long _readBlock = -1;

    /// <summary>The number of numbers.</summary>
    public long Count { get; private set; }

    /// <summary>Returns a number; fast for one near that of the last call.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public uint this[long index] => BlockOf(index >> Bits)[index & (BlockLength - 1)];

    /// <summary>Adds a number.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Add(uint number)
    {
        _last[Count++ & (BlockLength - 1)] = number;
        if ((Count & (BlockLength - 1)) != 0)
            return;

        if (_file is null && Count <= most)
        {
            _blocks.Add(_last);
            _last = new uint[BlockLength];
        }
        else
        {
            (_file ??= new SpillFile(folder ?? Path.GetTempPath())).Append<uint>(_last);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private uint[] BlockOf(long block)
    {
        if (block < _blocks.Count)
            return _blocks[(int)block];
        if (block == Count >> Bits)
            return _last;
        if (block != _readBlock)
        {
            _file!.Read(MemoryMarshal.AsBytes(_read.AsSpan()), (block - _blocks.Count) * BlockLength * sizeof(uint));
            _readBlock = block;
        }

        return _read;
    }
}
