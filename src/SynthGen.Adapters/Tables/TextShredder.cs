using System.Text;
using Parquet;
using Parquet.Schema;

namespace SynthGen.Adapters.Tables;

/// <summary>A column of strings, or of JSON as its text.</summary>
internal sealed class TextShredder(string name, bool isJson) : ValueShredder(name, typeof(string))
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ValueBuffer<ReadOnlyMemory<char>> _values = new();
    private readonly TextCache _known = new();

    protected override int Count => _values.Count;

    protected override int AddValue(ref LineReader line)
    {
        ReadOnlySpan<byte> raw = line.ReadText();
        int size = 16;
        if (_known.Find(raw, out ulong hash) is not { } text)
        {
            text = isJson ? Utf8.GetString(raw) : line.Json.GetString()!;
            _known.Add(raw, hash, text);
            size = 40 + (text.Length * sizeof(char));
        }

        _values.Add(text.AsMemory());
        return size;
    }

    protected override void Repeat(int begin, int end) => _values.Repeat(begin, end);

    protected override Task WriteAsync(ParquetRowGroupWriter group, DataField field, ReadOnlyMemory<int> definitions, ReadOnlyMemory<int>? repetitions) =>
        _values.WriteAsync(group, field, definitions, repetitions);
}
