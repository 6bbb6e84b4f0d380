using System.Runtime.InteropServices;
using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Adapters.Tables;

/// <summary>Parses lines, each a JSON object, but for the values in them that are known already.</summary>
internal sealed class LineParser(IEnumerable<RecurringValue> values)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonLine.MaximumDepth };

    private readonly RecurringValue[] _values = [.. values];
    private readonly int[] _places = new int[values.Count()];
    private byte[] _line = [];

    /// <summary>Parses a line. Where a <see cref="RecurringValue"/> has a slot, its value is that one, and not what the document has in its place.</summary>
    /// <returns>The document, valid until the next line.</returns>
    public JsonDocument Parse(ReadOnlySpan<byte> line)
    {
        if (_line.Length < line.Length)
            _line = new byte[Math.Max(line.Length, 2 * _line.Length)];
        int length = Shorten(line);
        JsonDocument document = JsonDocument.Parse(_line.AsMemory(0, length), Options);
        if (length == line.Length || AreInPlace(document.RootElement))
            return document;

        // A key of the same name in an inner object: the line is parsed as it is.
        document.Dispose();
        foreach (RecurringValue value in _values)
            value.Slot = -1;
        line.CopyTo(_line);
        return JsonDocument.Parse(_line.AsMemory(0, line.Length), Options);
    }

    // Puts a 0 in the place of known values. They are found if they have the order of the columns, as in all that this module writes.
    private int Shorten(ReadOnlySpan<byte> line)
    {
        int length = 0;
        for (int i = 0; i < _values.Length; i++)
        {
            if (!_values[i].Find(line, out int start, out int valueLength))
                continue;
            line[..start].CopyTo(_line.AsSpan(length));
            length += start;
            _places[i] = length;
            _line[length++] = (byte)'0';
            line = line[(start + valueLength)..];
        }

        line.CopyTo(_line.AsSpan(length));
        return length + line.Length;
    }

    private bool AreInPlace(JsonElement row)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            if (_values[i].Slot >= 0 && !(row.TryGetProperty(_values[i].Name, out JsonElement value) && StandsAt(_places[i], value)))
                return false;
        }

        return true;
    }

    private bool StandsAt(int place, JsonElement value) =>
        _line.AsSpan().Overlaps(JsonMarshal.GetRawUtf8Value(value), out int offset) && offset == place;
}
