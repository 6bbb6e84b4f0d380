using System.Globalization;
using System.Text;

namespace SynthGen.Json;

/// <summary>Writes text as a YAML 1.2 scalar: plain where it can only be text, else in double quotes.</summary>
internal static class YamlScalar
{
    /// <summary>The scalar, on one line. Unpaired surrogates, which YAML cannot hold, become U+FFFD.</summary>
    public static string Of(string text) => IsPlain(text) ? text : Quoted(text);

    // Short words and those of other types (no, on, null) are quoted.
    private static bool IsPlain(string text) => text.Length > 3 && char.IsAsciiLetter(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')
        && text.ToLowerInvariant() is not ("true" or "false" or "null");

    /// <summary>The text in double quotes.</summary>
    public static string Quoted(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            int value = rune.Value;
            if (value is '"' or '\\')
                quoted.Append('\\').Append((char)value);
            else if (IsPrintable(value))
                quoted.Append(rune.ToString());
            else if (value <= 0xFFFF)
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{value:x4}");
            else
                quoted.Append(CultureInfo.InvariantCulture, $"\\U{value:x8}");
        }

        return quoted.Append('"').ToString();
    }

    // YAML's c-printable, without line ends of any kind and without what nobody sees.
    private static bool IsPrintable(int value) => value switch
    {
        < 0x20 or (>= 0x7F and < 0xA0) or 0x2028 or 0x2029 or 0xFEFF or 0xFFFE or 0xFFFF => false,
        (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or (>= 0xE0000 and <= 0xE0FFF) => false,
        _ => true,
    };
}
