using System.Globalization;
using System.Text;

namespace SynthGen.Text;

/// <summary>
/// The table behind <see cref="LetterFold"/>, made of Letters.txt and of Unicode's categories, which are built into .NET: the
/// result depends on neither culture nor the system's libraries.
/// </summary>
internal static class LetterTable
{
    private const int PageSize = 256;

    private static readonly Dictionary<int, string> Plain = ReadPlain();

    private static readonly FoldedLetter[]?[] Pages = new FoldedLetter[]?[0x10000 / PageSize];

    /// <summary>Returns the entry of a character that is no half of a surrogate pair.</summary>
    public static FoldedLetter Get(char c) => (Pages[c / PageSize] ?? MakePage(c / PageSize))[c % PageSize];

    /// <summary>Returns the plain letters of a code point: itself, another, several, or none.</summary>
    public static string PlainOf(int point) =>
        Plain.TryGetValue(point, out string? plain) ? plain :
        CharUnicodeInfo.GetDecimalDigitValue(char.ConvertFromUtf32(point), 0) is >= 0 and int digit ? digit.ToString(CultureInfo.InvariantCulture) :
        char.ConvertFromUtf32(point);

    /// <summary>Returns the kind of a code point with the given plain letters.</summary>
    public static LetterKind KindOf(int point, string plain)
    {
        if (plain.Length == 0)
            return LetterKind.Ignored;

        Rune.DecodeFromUtf16(plain, out Rune first, out _);
        return CharUnicodeInfo.GetUnicodeCategory(first.Value) switch
        {
            UnicodeCategory.DecimalDigitNumber => IsRaised(point) ? LetterKind.Raised : LetterKind.Letter,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark =>
                IsUnspaced(first.Value) ? LetterKind.UnspacedMark : IsVoicing(first.Value) ? LetterKind.Ideograph : LetterKind.Letter,
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or
                UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber => KindOfLetter(first.Value),
            UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol when first.Value > 0xFFFF => LetterKind.Ideograph,
            _ => "$%\u00A3\u00A5\u00A7\u20AC".Contains((char)first.Value, StringComparison.Ordinal) ? LetterKind.Sign : LetterKind.None,
        };
    }

    private static LetterKind KindOfLetter(int point) => point switch
    {
        // Modifier letters that are apostrophes.
        0x2BB or 0x2BC => LetterKind.None,
        < 0xE00 => LetterKind.Letter,
        >= 0x1100 and <= 0x11FF or >= 0x3131 and <= 0x318E or >= 0xA960 and <= 0xA97C or >= 0xAC00 and <= 0xD7FB => LetterKind.Hangul,
        >= 0x2E80 and <= 0xA4CF or >= 0xF900 and <= 0xFAFF or >= 0x1AFF0 and <= 0x1B16F or >= 0x20000 and <= 0x3FFFF => LetterKind.Ideograph,
        _ => IsUnspaced(point) ? LetterKind.Unspaced : LetterKind.Letter,
    };

    // H₂O is one word, said¹² is two.
    private static bool IsRaised(int point) => CharUnicodeInfo.GetUnicodeCategory(point) == UnicodeCategory.OtherNumber && point is < 0x2080 or > 0x2089;

    private static bool IsVoicing(int point) => point is 0x3099 or 0x309A;

    private static bool IsUnspaced(int point) => point is
        (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or (>= 0x1950 and <= 0x19FF) or
        (>= 0x1A20 and <= 0x1AAF) or (>= 0xA9E0 and <= 0xA9FF) or (>= 0xAA60 and <= 0xAADF);

    private static FoldedLetter[] MakePage(int page)
    {
        FoldedLetter[] letters = new FoldedLetter[PageSize];
        for (int i = 0; i < PageSize; i++)
        {
            int point = page * PageSize + i;
            if (point is >= 0xD800 and <= 0xDFFF)
                continue;

            string plain = PlainOf(point);
            LetterKind kind = KindOf(point, plain);
            if (kind is not (LetterKind.None or LetterKind.Ignored))
                letters[i] = new FoldedLetter(plain[0], char.ToLowerInvariant(plain[0]), kind, plain.Length > 1);
            else
                letters[i] = new FoldedLetter('\0', '\0', kind, false);
        }

        // Threads that come here at a time make the same page.
        Pages[page] = letters;
        return letters;
    }

    private static Dictionary<int, string> ReadPlain()
    {
        Dictionary<int, string> plain = [];
        foreach (string line in TextResource.Lines("Letters.txt"))
        {
            string[] parts = line.Split(' ');
            int dash = parts[0].IndexOf('-');
            int first = Parse(parts[0].AsSpan(0, dash < 0 ? parts[0].Length : dash));
            if (dash < 0)
            {
                for (int i = 1; i < parts.Length; i++)
                    plain.Add(first + i - 1, parts[i]);
                continue;
            }

            for (int point = first; point <= Parse(parts[0].AsSpan(dash + 1)); point++)
                plain.Add(point, "");
        }

        // The full-width forms of signs.
        foreach (char sign in "$%")
            plain.Add(sign + 0xFEE0, sign.ToString());
        plain.Add(0xFFE1, "\u00A3");
        plain.Add(0xFFE5, "\u00A5");
        return plain;
    }

    private static int Parse(ReadOnlySpan<char> hexadecimal) => int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
