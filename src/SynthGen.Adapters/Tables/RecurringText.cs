using System.Text;
using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Adapters.Tables;

/// <summary>Writes the texts of a column as JSON. A text of the column's dictionary comes any number of times, and is encoded once.</summary>
internal sealed class RecurringText
{
    private const int Slots = 256;
    private const int Longest = 8 * 1024;
    private readonly (ReadOnlyMemory<char> Text, byte[]? Json)[] _slots = new (ReadOnlyMemory<char>, byte[]?)[Slots];

    /// <summary>Writes a text.</summary>
    /// <param name="json">Takes the text.</param>
    /// <param name="text">The text.</param>
    /// <param name="isJson">Whether it is JSON itself.</param>
    public void Write(Utf8JsonWriter json, ReadOnlyMemory<char> text, bool isJson)
    {
        ReadOnlySpan<char> characters = text.Span;
        if (characters.Length is 0 or > Longest)
        {
            Encode(json, characters, isJson);
            return;
        }

        // The same place in memory, not the same letters: the library gives each value of a dictionary that of its entry.
        ref (ReadOnlyMemory<char> Text, byte[]? Json) slot = ref _slots[(characters.Length + (31 * characters[^1]) + (37 * characters[characters.Length / 2])) % Slots];
        if (!slot.Text.Equals(text))
        {
            slot = (text, null);
            Encode(json, characters, isJson);
            return;
        }

        // Kept from the second time on; by then it is known to be valid.
        slot.Json ??= isJson ? Encoding.UTF8.GetBytes(text.ToArray()) : [(byte)'"', .. JsonEncodedText.Encode(characters, JsonValue.Compact.Encoder).EncodedUtf8Bytes, (byte)'"'];
        json.WriteRawValue(slot.Json, skipInputValidation: true);
    }

    /// <summary>Forgets all texts.</summary>
    public void Forget() => Array.Clear(_slots);

    private static void Encode(Utf8JsonWriter json, ReadOnlySpan<char> text, bool isJson)
    {
        if (isJson)
            json.WriteRawValue(text);
        else
            json.WriteStringValue(text);
    }
}
