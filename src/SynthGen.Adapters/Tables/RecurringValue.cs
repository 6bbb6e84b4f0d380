using System.Buffers.Binary;
using System.Text.Json;

namespace SynthGen.Adapters.Tables;

/// <summary>
/// Lists and objects of a column that occur again and again, such as the tools of each row: recognized by their bytes, they
/// need not be read again.
/// </summary>
internal sealed class RecurringValue
{
    /// <summary>The number of values that are known at a time.</summary>
    public const int Slots = 16;

    // Shorter ones are read as fast as they are compared.
    private const int Shortest = 64;
    private const int Longest = 64 * 1024;
    private const int Hashes = 1024;

    private readonly byte[][] _texts = new byte[Slots][];
    private readonly ulong[] _seen = new ulong[Hashes];
    private int _count, _next;

    /// <summary>Passes over the value of a key of a line if it is known.</summary>
    /// <param name="line">The line, read to the first token of the value.</param>
    /// <returns>The slot of the value; -1 if it is not known.</returns>
    public int Pass(ref LineReader line)
    {
        if (line.Json.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
            return -1;

        ReadOnlySpan<byte> text = line.Text;
        for (int slot = 0; slot < _count; slot++)
        {
            // A list or an object ends where its last bracket stands, whatever follows.
            if (text.StartsWith(_texts[slot]))
            {
                line.Pass(_texts[slot].Length);
                return slot;
            }
        }

        return -1;
    }

    /// <summary>Remembers a list or an object, from the second time on: most occur once.</summary>
    /// <param name="text">The text of any value.</param>
    /// <returns>The slot, whose earlier value is forgotten; -1 if the value is not remembered.</returns>
    public int Keep(ReadOnlySpan<byte> text)
    {
        if (text.Length is < Shortest or > Longest || text[0] is not ((byte)'[' or (byte)'{'))
            return -1;
        ulong hash = Hash(text);
        ref ulong seen = ref _seen[hash % Hashes];
        if (seen != hash)
        {
            seen = hash;
            return -1;
        }

        int slot = _next++ % Slots;
        _count = Math.Max(_count, slot + 1);
        _texts[slot] = text.ToArray();
        return slot;
    }

    /// <summary>Forgets all values.</summary>
    public void Forget() => (_count, _next) = (0, 0);

    private static ulong Hash(ReadOnlySpan<byte> text)
    {
        ulong hash = (ulong)text.Length;
        for (; text.Length >= sizeof(ulong); text = text[sizeof(ulong)..])
            hash = ((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text)) * 0x9E3779B97F4A7C15) ^ (hash >> 29);
        foreach (byte one in text)
            hash = (hash ^ one) * 1099511628211;
        return (hash ^ (hash >> 32)) | 1;
    }
}
