using System.Text;
using System.Text.Json;
using Parquet;
using Parquet.Schema;
using SynthGen.Json;

namespace SynthGen.Adapters.Tables;

/// <summary>Strings, or JSON as its text.</summary>
internal sealed class TextAssembler(DataField column, bool isJson) : ValueAssembler(column)
{
    private const int Slots = 64;

    // Texts of a dictionary, which are the same in memory wherever they stand; as they are written, from the second time on.
    private readonly (ReadOnlyMemory<char> Text, byte[]? Written)[] _known = new (ReadOnlyMemory<char>, byte[]?)[Slots];
    private ReadOnlyMemory<char>[] _values = [];

    protected override Task LoadAsync(ParquetRowGroupReader group, DataField column, int count, Memory<int>? definitions, Memory<int>? repetitions)
    {
        Array.Clear(_known);
        return group.ReadRawAsync<ReadOnlyMemory<char>>(column, MakeRoom(ref _values, count), definitions, repetitions).AsTask();
    }

    protected override void Write(Utf8JsonWriter json, int index)
    {
        ReadOnlyMemory<char> text = _values[index];
        ref (ReadOnlyMemory<char> Text, byte[]? Written) known = ref _known[text.Length % Slots];
        if (known.Text.Equals(text))
        {
            // JSON was checked the first time.
            json.WriteRawValue(known.Written ??= Encode(text.Span), skipInputValidation: true);
            return;
        }

        known = (text, null);
        if (isJson)
            json.WriteRawValue(text.Span);
        else
            json.WriteStringValue(text.Span);
    }

    private byte[] Encode(ReadOnlySpan<char> text)
    {
        if (!isJson)
            return [(byte)'"', .. JsonEncodedText.Encode(text, JsonValue.Compact.Encoder).EncodedUtf8Bytes, (byte)'"'];
        byte[] written = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, written);
        return written;
    }
}
