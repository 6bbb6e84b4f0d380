using System.IO.MemoryMappedFiles;

namespace SynthGen.Benchmarks.Fuzzing;

/// <summary>What a worker has done, and its present input, in a file that outlives it.</summary>
internal sealed class FuzzBoard : IDisposable
{
    private const int InputAt = 64, LongestInput = 1 << 20;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    /// <summary>Opens the board in a file.</summary>
    public FuzzBoard(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, InputAt + LongestInput);
        _view = _file.CreateViewAccessor();
    }

    /// <summary>The inputs that were taken as valid.</summary>
    public long Accepted { get => _view.ReadInt64(0); set => _view.Write(0, value); }

    /// <summary>The inputs that were refused by an error that is declared.</summary>
    public long Rejected { get => _view.ReadInt64(8); set => _view.Write(8, value); }

    /// <summary>The inputs that gave another exception.</summary>
    public long Crashed { get => _view.ReadInt64(16); set => _view.Write(16, value); }

    /// <summary>The inputs that others are made of.</summary>
    public long Kept { get => _view.ReadInt64(24); set => _view.Write(24, value); }

    /// <summary>When the present input was begun, by <see cref="Environment.TickCount64"/>; 0 if there is none.</summary>
    public long Began { get => _view.ReadInt64(32); private set => _view.Write(32, value); }

    /// <summary>The milliseconds that the worker had worked when the present input was begun.</summary>
    public double Worked { get => _view.ReadDouble(48); private set => _view.Write(48, value); }

    /// <summary>The present input, or the last.</summary>
    public byte[] Input
    {
        get
        {
            byte[] input = new byte[_view.ReadInt32(40)];
            _view.ReadArray(InputAt, input, 0, input.Length);
            return input;
        }
    }

    /// <summary>Begins an input.</summary>
    public void Begin(byte[] input)
    {
        _view.Write(40, input.Length);
        _view.WriteArray(InputAt, input, 0, input.Length);
        Worked = Environment.CpuUsage.TotalTime.TotalMilliseconds;
        Began = Environment.TickCount64;
    }

    /// <summary>Ends the present input.</summary>
    public void End() => Began = 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
