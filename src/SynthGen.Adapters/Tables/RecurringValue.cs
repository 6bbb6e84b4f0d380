using System.Buffers.Binary;

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

    /// <summary>Looks for a known value at the beginning of a text.</summary>
    /// <param name="text">The text, in which a list or an object begins.</param>
    /// <param name="length">The value's length.</param>
    /// <returns>The slot of the value; -1 if it is not known.</returns>
    public int Find(ReadOnlySpan<byte> text, out int length)
    {
        for (int slot = 0; slot < _count; slot++)
        {
            // A list or an object ends where its last bracket stands, whatever follows.
            if (text.StartsWith(_texts[slot]))
            {
                length = _texts[slot].Length;
                return slot;
            }
        }

        length = 0;
        return -1;
    }

    /// <summary>Remembers a list or an object, from the second time on: most occur once.</summary>
    /// <returns>The slot, whose earlier value is forgotten; -1 if the value is not remembered.</returns>
    public int Keep(ReadOnlySpan<byte> text)
    {
        if (text.Length is < Shortest or > Longest)
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
