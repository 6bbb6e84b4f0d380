using System.Text;
using System.Text.Json;

namespace SynthGen.Datasets.Formats.Hermes;

/// <summary>Turns Python's notation of dictionaries and lists into JSON: the sets that Hermes models were trained on have both.</summary>
internal static class PythonLiteral
{
    /// <summary>Returns the JSON of a literal; the result is not JSON if the text is not a literal.</summary>
    public static string ToJson(string text)
    {
        StringBuilder json = new(text.Length);
        for (int at = 0; at < text.Length;)
        {
            char letter = text[at];
            if (letter is '\'' or '"')
                at = AddString(text, at, json);
            else if (char.IsAsciiLetter(letter))
                at = AddWord(text, at, json);
            else
                json.Append(text[at++] switch { '(' => '[', ')' => ']', var other => other });
        }

        return json.ToString();
    }

    private static int AddWord(string text, int at, StringBuilder json)
    {
        int end = at;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
            end++;
        json.Append(text[at..end] switch { "True" => "true", "False" => "false", "None" => "null", var word => word });
        return end;
    }

    private static int AddString(string text, int at, StringBuilder json)
    {
        StringBuilder value = new();
        char quote = text[at++];
        for (; at < text.Length && text[at] != quote; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
                at = AddEscape(text, at + 1, value);
            else
                value.Append(text[at]);
        }

        // A string that does not end is left without its quote, so that nothing takes it for one.
        json.Append('"').Append(JsonEncodedText.Encode(value.ToString())).Append(at < text.Length ? "\"" : "");
        return at + 1;
    }

    private static int AddEscape(string text, int at, StringBuilder value)
    {
        int digits = text[at] switch { 'x' => 2, 'u' => 4, _ => 0 };
        if (digits > 0 && at + digits < text.Length && ushort.TryParse(text.AsSpan(at + 1, digits), System.Globalization.NumberStyles.AllowHexSpecifier, null, out ushort code))
        {
            value.Append((char)code);
            return at + digits;
        }

        value.Append(text[at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', var other => other });
        return at;
    }
}
