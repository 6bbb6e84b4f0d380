namespace SynthGen.Documents.Numbers;

/// <summary>Parses roman numerals from I to MMMCMXCIX, in one case, in the standard form.</summary>
internal static class RomanNumeral
{
    // The decimal digits from thousands down, each with its forms in an order in which the first match is right: a longer form
    // comes before its own beginning.
    private static readonly (int Unit, (int Digit, string Letters)[] Digits)[] Places =
    [
        (1000, [(3, "MMM"), (2, "MM"), (1, "M")]),
        (100, Row('C', 'D', 'M')),
        (10, Row('X', 'L', 'C')),
        (1, Row('I', 'V', 'X')),
    ];

    /// <summary>Parses a numeral in capitals or in small letters.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        // MMMDCCCLXXXVIII is the longest.
        if (text.IsEmpty || text.Length > 15)
            return false;

        bool small = char.IsAsciiLetterLower(text[0]);
        Span<char> capitals = stackalloc char[text.Length];
        for (int i = 0; i < text.Length; i++)
        {
            if (small != char.IsAsciiLetterLower(text[i]))
                return false;
            capitals[i] = char.ToUpperInvariant(text[i]);
        }

        ReadOnlySpan<char> rest = capitals;
        foreach ((int unit, (int Digit, string Letters)[] digits) in Places)
        {
            foreach ((int digit, string letters) in digits)
            {
                if (rest.StartsWith(letters))
                {
                    value += digit * unit;
                    rest = rest[letters.Length..];
                    break;
                }
            }
        }

        return rest.IsEmpty;
    }

    private static (int Digit, string Letters)[] Row(char one, char five, char ten) =>
    [
        (9, $"{one}{ten}"), (8, $"{five}{one}{one}{one}"), (7, $"{five}{one}{one}"), (6, $"{five}{one}"), (5, $"{five}"),
        (4, $"{one}{five}"), (3, $"{one}{one}{one}"), (2, $"{one}{one}"), (1, $"{one}"),
    ];
}
