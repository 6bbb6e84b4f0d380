using SynthGen.Documents.Numbers;

namespace SynthGen.Documents.Measures;

/// <summary>Parses a line that holds only a printed page number: 38, - 38 -, Page 38 of 90, C-3, iv, l0.</summary>
internal static class NumberLine
{
    private const int MaxLength = 24;

    /// <summary>
    /// Returns the possible readings of the line: a kind, which is the letters before the number or "roman", and a value. Letters
    /// that OCR confuses with digits are read as such ("1O", "S", "lll"). Empty if the line is something else.
    /// </summary>
    public static IReadOnlyList<(string Kind, int Value)> Read(ReadOnlySpan<char> line)
    {
        line = Strip(line);
        if (line.Length is 0 or > MaxLength)
            return [];

        if (line.StartsWith("page", StringComparison.OrdinalIgnoreCase))
        {
            line = Strip(line[4..]);
            int of = line.IndexOf(" of ", StringComparison.OrdinalIgnoreCase);
            if (of > 0)
                line = line[..of].Trim();
        }

        List<(string Kind, int Value)> readings = [];
        if (TryReadDigits(line, out int value))
            readings.Add(("", value));
        if (RomanNumeral.TryParse(line.ToString().ToLowerInvariant().Replace('l', 'i').Replace('1', 'i'), out value))
            readings.Add(("roman", value));

        int hyphen = line.IndexOfAny('-', '.');
        if (hyphen is 1 or 2 && char.IsAsciiLetterUpper(line[0]) && TryReadDigits(line[(hyphen + 1)..].Trim(), out value))
            readings.Add((line[..hyphen].ToString(), value));
        return readings;
    }

    private static bool TryReadDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        if (text.Length is 0 or > 4)
            return false;

        foreach (char c in text)
        {
            int digit = c switch
            {
                >= '0' and <= '9' => c - '0',
                'O' or 'o' => 0,
                'l' or 'I' or '|' => 1,
                'Z' => 2,
                'S' => 5,
                _ => -1,
            };
            if (digit < 0)
                return false;
            value = (value * 10) + digit;
        }

        return true;
    }

    private static ReadOnlySpan<char> Strip(ReadOnlySpan<char> line) => line.Trim(" \t-\u2013\u2014.,_[](){}~*·•'\"");
}
