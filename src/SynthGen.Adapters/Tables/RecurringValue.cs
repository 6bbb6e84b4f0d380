using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Adapters.Tables;

/// <summary>
/// Lists and objects of a column that occur again and again, such as the tools of each row: recognized by their bytes, they
/// need not be parsed again.
/// </summary>
internal sealed class RecurringValue(string name)
{
    /// <summary>The number of values that are known at a time.</summary>
    public const int Slots = 16;

    // Shorter ones are parsed as fast as they are compared.
    private const int Shortest = 64;
    private const int Longest = 64 * 1024;
    private const int Hashes = 1024;

    private readonly byte[] _key = [(byte)'"', .. JsonEncodedText.Encode(name, JsonValue.Compact.Encoder).EncodedUtf8Bytes, (byte)'"', (byte)':'];
    private readonly byte[][] _texts = new byte[Slots][];
    private readonly ulong[] _seen = new ulong[Hashes];
    private int _count, _next;

    /// <summary>The key of the column.</summary>
    public string Name => name;

    /// <summary>The slot of the value that the row has; -1 if it is not known.</summary>
    public int Slot { get; set; } = -1;

    /// <summary>Looks for a known value in a line.</summary>
    /// <param name="line">The line, or its rest.</param>
    /// <param name="start">Where the value starts.</param>
    /// <param name="length">Its length.</param>
    /// <returns>Whether it was found; it may be one of a key in an inner object.</returns>
    public bool Find(ReadOnlySpan<byte> line, out int start, out int length)
    {
        (start, length, Slot) = (0, 0, -1);
        if (_count == 0 || line.IndexOf(_key) is not (>= 0 and int at))
            return false;

        start = at + _key.Length;
        for (int slot = 0; slot < _count; slot++)
        {
            // A list or an object ends where its last bracket stands, whatever follows.
            if (line[start..].StartsWith(_texts[slot]))
            {
                (Slot, length) = (slot, _texts[slot].Length);
                return true;
            }
        }

        return false;
    }

    /// <summary>Remembers a value, from the second time on: most occur once.</summary>
    /// <returns>The slot, whose earlier value is forgotten; -1 if the value is not remembered.</returns>
    public int Keep(JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
            return -1;
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8Value(value);
        if (raw.Length is < Shortest or > Longest)
            return -1;
        ulong hash = Hash(raw);
        ref ulong seen = ref _seen[hash % Hashes];
        if (seen != hash)
        {
            seen = hash;
            return -1;
        }

        int slot = _next++ % Slots;
        _count = Math.Max(_count, slot + 1);
        _texts[slot] = raw.ToArray();
        return slot;
    }

    /// <summary>Forgets all values.</summary>
    public void Forget() => (_count, _next) = (0, 0);

    private static ulong Hash(ReadOnlySpan<byte> raw)
    {
        ulong hash = (ulong)raw.Length;
        for (; raw.Length >= sizeof(ulong); raw = raw[sizeof(ulong)..])
            hash = ((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(raw)) * 0x9E3779B97F4A7C15) ^ (hash >> 29);
        foreach (byte one in raw)
            hash = (hash ^ one) * 1099511628211;
        return (hash ^ (hash >> 32)) | 1;
    }
}
