using System.Buffers.Binary;

namespace SynthGen.Adapters.Tables;

/// <summary>Shares one string between equal texts of a column that recur: names, roles, lists of tools.</summary>
internal sealed class TextCache
{
    private const int Slots = 1024;
    private readonly (ulong Hash, byte[]? Raw, string Text)[] _slots = new (ulong, byte[]?, string)[Slots];

    /// <summary>Finds a text.</summary>
    /// <param name="raw">The bytes of the line that encode it.</param>
    /// <param name="hash">Their hash, for <see cref="Add"/>.</param>
    /// <returns>The text; null if it is not known.</returns>
    public string? Find(ReadOnlySpan<byte> raw, out ulong hash)
    {
        hash = Hash(raw);
        ref (ulong Hash, byte[]? Raw, string Text) slot = ref _slots[hash % Slots];
        return slot.Hash == hash && slot.Raw is not null && raw.SequenceEqual(slot.Raw) ? slot.Text : null;
    }

    /// <summary>Adds a text, which is kept from the second time on: most occur once.</summary>
    public void Add(ReadOnlySpan<byte> raw, ulong hash, string text)
    {
        ref (ulong Hash, byte[]? Raw, string Text) slot = ref _slots[hash % Slots];
        slot = slot.Hash == hash ? (hash, raw.ToArray(), text) : (hash, null, "");
    }

    // A hash of a few bytes is enough: all bytes are compared before a text counts as equal.
    private static ulong Hash(ReadOnlySpan<byte> raw)
    {
        ulong hash = (ulong)raw.Length * 0x9E3779B97F4A7C15;
        if (raw.Length < 8)
        {
            foreach (byte one in raw)
                hash = (hash ^ one) * 1099511628211;
            return hash | 1;
        }

        foreach (int at in (ReadOnlySpan<int>)[0, raw.Length / 4, raw.Length / 2, raw.Length - 8])
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(raw[Math.Min(at, raw.Length - 8)..])) * 0xD1B54A32D192ED03 ^ (hash >> 29);
        return hash | 1;
    }
}
