using System.Buffers.Binary;
using System.Text;

namespace SynthGen.Llama;

/// <summary>The numbers and lists in the header of a GGUF file. They are read without the native library, which may end the process over a wrong one.</summary>
internal sealed class GgufHeader
{
    // The native library's limit.
    private const int MostDimensions = 4;
    private const int MostDepth = 4;

    // The least size of an entry (name length, type, value) and of a tensor (name length, dimensions, type, offset).
    private const int LeastEntry = 13, LeastTensor = 24;
    private const int LongestName = 1 << 16;

    private readonly BinaryReader _reader;
    private readonly long _length;

    private GgufHeader(Stream stream)
    {
        _reader = new BinaryReader(stream, Encoding.UTF8);
        _length = stream.Length;
    }

    /// <summary>The entries that hold integers, by name; booleans are 0 and 1.</summary>
    public Dictionary<string, decimal> Numbers { get; } = [];

    /// <summary>The entries that hold a list, by name.</summary>
    public Dictionary<string, GgufList> Lists { get; } = [];

    /// <summary>The type of each entry, by name.</summary>
    public Dictionary<string, GgufType> Types { get; } = [];

    /// <summary>The model's architecture; null if the header does not name it.</summary>
    public string? Architecture { get; private set; }

    /// <summary>The dimensions of the tensors, by name.</summary>
    public Dictionary<string, long[]> Tensors { get; } = [];

    /// <summary>Reads a header.</summary>
    /// <exception cref="InvalidDataException">The header contradicts itself or the file's length; the message is a clause.</exception>
    public static GgufHeader Read(Stream stream)
    {
        GgufHeader header = new(stream);
        try
        {
            header.Read();
        }
        catch (EndOfStreamException)
        {
            throw new InvalidDataException("it is cut off: it ends within its header");
        }

        return header;
    }

    private void Read()
    {
        if (_length < 4 || !_reader.ReadBytes(4).AsSpan().SequenceEqual("GGUF"u8))
            throw new InvalidDataException("it is not a GGUF file");
        uint version = _reader.ReadUInt32();
        if (version is not (2 or 3))
        {
            throw new InvalidDataException(BinaryPrimitives.ReverseEndianness(version) is 2 or 3
                ? "its numbers are big-endian, for other processors" : $"its version of GGUF is {version}, and 2 and 3 are known");
        }

        long tensors = Count("tensors", LeastTensor), entries = Count("entries", LeastEntry);
        for (long i = 0; i < entries; i++)
            ReadEntry();
        for (long i = 0; i < tensors; i++)
            ReadTensor();
    }

    private void ReadEntry()
    {
        string name = Text("the name of an entry", LongestName);
        GgufType type = ReadType();
        if (!Types.TryAdd(name, type))
            throw new InvalidDataException($"it has two entries '{name}'");
        if (type == GgufType.List)
            Lists[name] = ReadList(name, 0);
        else if (type == GgufType.Text && name == "general.architecture")
            Architecture = Text(name, LongestName);
        else if (type == GgufType.Text)
            Skip(ULength(name));
        else if (ReadNumber(type) is { } number)
            Numbers[name] = number;
    }

    private GgufList ReadList(string name, int depth)
    {
        GgufType type = ReadType();
        long count = Count($"values of '{name}'", Size(type));
        List<decimal>? numbers = type is GgufType.Text or GgufType.List || IsFraction(type) ? null : [];
        for (long i = 0; i < count; i++)
        {
            if (type == GgufType.Text)
                Skip(ULength(name));
            else if (type != GgufType.List)
                numbers?.Add(ReadNumber(type)!.Value);
            else if (depth < MostDepth)
                ReadList(name, depth + 1);
            else
                throw new InvalidDataException($"'{name}' nests too deep");
            if (IsFraction(type))
            {
                Skip((count - i) * Size(type));
                break;
            }
        }

        return new GgufList(type, count, numbers);
    }

    private void ReadTensor()
    {
        string name = Text("the name of a tensor", LongestName);
        uint dimensions = _reader.ReadUInt32();
        if (dimensions is 0 or > MostDimensions)
            throw new InvalidDataException($"tensor '{name}' has {dimensions} dimensions");
        long[] shape = new long[dimensions];
        decimal elements = 1;
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = _reader.ReadInt64();
            elements *= Math.Clamp(shape[i], 0, int.MaxValue);
            if (shape[i] is < 1 or > int.MaxValue)
                throw new InvalidDataException($"tensor '{name}' has a dimension of {shape[i]}");
        }

        _ = _reader.ReadUInt32();
        ulong offset = _reader.ReadUInt64();

        // Every type takes at least one bit for a number.
        if (offset > (ulong)_length || elements / 8 > _length - (long)offset)
            throw new InvalidDataException($"tensor '{name}' reaches beyond the file's end: the file is cut off, or its header wrong");
        if (!Tensors.TryAdd(name, shape))
            throw new InvalidDataException($"it has two tensors '{name}'");
    }

    private GgufType ReadType()
    {
        uint type = _reader.ReadUInt32();
        return type <= (uint)GgufType.Double ? (GgufType)type : throw new InvalidDataException($"an entry has the unknown type {type}");
    }

    private decimal? ReadNumber(GgufType type) => type switch
    {
        GgufType.Byte => _reader.ReadByte(),
        GgufType.SByte => _reader.ReadSByte(),
        GgufType.UInt16 => _reader.ReadUInt16(),
        GgufType.Int16 => _reader.ReadInt16(),
        GgufType.UInt32 => _reader.ReadUInt32(),
        GgufType.Int32 => _reader.ReadInt32(),
        GgufType.Boolean => _reader.ReadByte(),
        GgufType.UInt64 => _reader.ReadUInt64(),
        GgufType.Int64 => _reader.ReadInt64(),
        _ => SkipNumber(Size(type)),
    };

    private decimal? SkipNumber(int size)
    {
        Skip(size);
        return null;
    }

    private string Text(string name, int longest)
    {
        long length = ULength(name);
        return length <= longest ? Encoding.UTF8.GetString(_reader.ReadBytes((int)length)) : throw new InvalidDataException($"{name} is {length} bytes long");
    }

    private long ULength(string name)
    {
        ulong length = _reader.ReadUInt64();
        return length <= (ulong)Rest ? (long)length : throw new InvalidDataException($"{name} says that a text is {length} bytes long, and {Rest} bytes follow");
    }

    private long Count(string of, int least)
    {
        ulong count = _reader.ReadUInt64();
        return count <= (ulong)(Rest / least) ? (long)count : throw new InvalidDataException($"it says that it has {count} {of}, and {Rest} bytes follow");
    }

    private long Rest => _length - _reader.BaseStream.Position;

    private void Skip(long bytes)
    {
        if (bytes > Rest)
            throw new EndOfStreamException();
        _reader.BaseStream.Seek(bytes, SeekOrigin.Current);
    }

    private static bool IsFraction(GgufType type) => type is GgufType.Single or GgufType.Double;

    private static int Size(GgufType type) => type switch
    {
        GgufType.Byte or GgufType.SByte or GgufType.Boolean => 1,
        GgufType.UInt16 or GgufType.Int16 => 2,
        GgufType.UInt32 or GgufType.Int32 or GgufType.Single => 4,
        GgufType.List => 12,
        _ => 8,
    };
}

/// <summary>A list in a header.</summary>
/// <param name="Type">The type of its values.</param>
/// <param name="Count">The number of values.</param>
/// <param name="Numbers">The values, if they are integers.</param>
internal sealed record GgufList(GgufType Type, long Count, IReadOnlyList<decimal>? Numbers);

/// <summary>The types of values, with GGUF's numbers.</summary>
internal enum GgufType
{
    Byte, SByte, UInt16, Int16, UInt32, Int32, Single, Boolean, Text, List, UInt64, Int64, Double,
}
