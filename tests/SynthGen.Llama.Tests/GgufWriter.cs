using System.Text;

namespace SynthGen.Llama.Tests;

/// <summary>Writes a model file: GGUF, version 3, with tensors of 32-bit numbers.</summary>
internal sealed class GgufWriter
{
    private const int Alignment = 32;
    private readonly MemoryStream _metadata = new();
    private readonly List<(string Name, long[] Shape, Func<long, float[]> Rows)> _tensors = [];
    private readonly BinaryWriter _writer;
    private long _count;

    public GgufWriter() => _writer = new BinaryWriter(_metadata);

    public void Add(string key, string value) => Add(key, 8, () => WriteText(_writer, value));

    public void Add(string key, uint value) => Add(key, 4, () => _writer.Write(value));

    public void Add(string key, float value) => Add(key, 6, () => _writer.Write(value));

    public void Add(string key, bool value) => Add(key, 7, () => _writer.Write(value));

    public void Add(string key, IReadOnlyList<string> values) => AddList(key, 8, values, value => WriteText(_writer, value));

    public void Add(string key, IReadOnlyList<float> values) => AddList(key, 6, values, _writer.Write);

    public void Add(string key, IReadOnlyList<int> values) => AddList(key, 5, values, _writer.Write);

    /// <summary>Adds a tensor.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="width">The length of a row.</param>
    /// <param name="height">The number of rows; 0 for a vector.</param>
    /// <param name="row">The values of a row.</param>
    public void AddTensor(string name, int width, int height, Func<long, float[]> row) =>
        _tensors.Add((name, height == 0 ? [width] : [width, height], row));

    public void Save(string path)
    {
        using FileStream file = File.Create(path);
        using BinaryWriter writer = new(file);
        writer.Write("GGUF"u8);
        writer.Write(3u);
        writer.Write((long)_tensors.Count);
        writer.Write(_count);
        writer.Write(_metadata.ToArray());
        long offset = 0;
        foreach ((string name, long[] shape, _) in _tensors)
        {
            WriteText(writer, name);
            writer.Write((uint)shape.Length);
            foreach (long size in shape)
                writer.Write(size);
            writer.Write(0u);
            writer.Write(offset);
            offset += Pad(shape.Aggregate(1L, (product, size) => product * size) * sizeof(float));
        }

        Fill(writer);
        foreach ((_, long[] shape, Func<long, float[]> row) in _tensors)
        {
            for (long i = 0; i < (shape.Length == 1 ? 1 : shape[1]); i++)
                writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(row(i).AsSpan()));
            Fill(writer);
        }
    }

    private static long Pad(long length) => (length + Alignment - 1) / Alignment * Alignment;

    private static void Fill(BinaryWriter writer)
    {
        writer.Flush();
        writer.Write(new byte[Pad(writer.BaseStream.Position) - writer.BaseStream.Position]);
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((long)bytes.Length);
        writer.Write(bytes);
    }

    private void Add(string key, uint type, Action write)
    {
        WriteText(_writer, key);
        _writer.Write(type);
        write();
        _count++;
    }

    private void AddList<T>(string key, uint type, IReadOnlyList<T> values, Action<T> write) => Add(key, 9, () =>
    {
        _writer.Write(type);
        _writer.Write((long)values.Count);
        foreach (T value in values)
            write(value);
    });
}
