using System.Buffers;

namespace SynthGen.Text;

/// <summary>
/// Maps characters to the form in which a quote and a page are compared: letters without case and accents, digits, and
/// the signs that change a figure's meaning. The tables are built in, so that the result does not depend on the culture.
/// </summary>
internal static class LetterFold
{
    // U+00C0 to U+017F.
    private const string Latin =
        "aaaaaaaceeeeiiiidnooooo\0ouuuuytsaaaaaaaceeeeiiiidnooooo\0ouuuuyty" +
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll" +
        "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    private static readonly SearchValues<char> Combining = Range(('\u0300', '\u036F'), ('\u0591', '\u05C7'), ('\u064B', '\u065F'));

    private static readonly char[] Table = BuildTable();

    /// <summary>Returns the folded form of a character; NUL if the character is ignored.</summary>
    public static char Of(char c) => c < Table.Length ? Table[c] : OfRare(c);

    /// <summary>The other letters of a ligature (æ, ﬁ, …), whose first one <see cref="Of"/> gives; empty if there are none.</summary>
    public static string Rest(char c) => c switch
    {
        '\u00C6' or '\u00E6' or '\u0152' or '\u0153' => "e",
        '\u00DF' => "s",
        '\u0132' or '\u0133' => "j",
        '\uFB00' => "f",
        '\uFB01' => "i",
        '\uFB02' => "l",
        '\uFB03' => "fi",
        '\uFB04' => "fl",
        '\uFB05' or '\uFB06' => "t",
        _ => "",
    };

    /// <summary>Whether a character is part of a word, and words are kept apart by spaces in its script.</summary>
    public static bool IsWord(char c) =>
        c < 128 ? char.IsAsciiLetterOrDigit(c) : (char.IsLetterOrDigit(c) || Combining.Contains(c)) && !IsUnspaced(c);

    /// <summary>Whether a character belongs to a script that does not keep words apart: Chinese, Japanese, Thai, …</summary>
    public static bool IsUnspaced(char c) => c is
        (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF') or
        (>= '\u2E80' and <= '\uA4CF') or (>= '\uD800' and <= '\uDFFF') or (>= '\uF900' and <= '\uFAFF');

    /// <summary>
    /// Returns the folded form of a character between two digits that belongs to the figure (600.8, 1,234, 10:30,
    /// 2016–2017); otherwise NUL.
    /// </summary>
    public static char OfInFigure(char c) => c switch
    {
        '.' or ',' or ':' or '/' or '-' => c,
        '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2212' => '-',
        _ => '\0',
    };

    /// <summary>
    /// Returns a punctuation mark without typographic variants: all quotation marks are equal, and so are all dashes.
    /// </summary>
    public static char OfMark(char c) => c switch
    {
        '\'' or '\u00AB' or '\u00BB' or (>= '\u2018' and <= '\u201F') => '"',
        >= '\u2010' and <= '\u2015' => '-',
        _ => c,
    };

    private static char OfRare(char c) => c switch
    {
        >= '\uFB00' and <= '\uFB04' => 'f',
        '\uFB05' or '\uFB06' => 's',
        >= '\uFF01' and <= '\uFF5E' => Table[c - 0xFEE0],
        '\u20AC' => c, // euro
        _ when char.IsSurrogate(c) => c,
        _ when Combining.Contains(c) => '\0',
        _ when char.IsLetterOrDigit(c) => char.ToLowerInvariant(c),
        _ when char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark => c,
        _ => '\0',
    };

    private static char[] BuildTable()
    {
        char[] table = new char[0x180];
        for (char c = '\0'; c < 128; c++)
            table[c] = char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '\0';

        foreach (char c in "$%\u00A3\u00A5\u00A7")
            table[c] = c;
        for (int i = 0; i < Latin.Length; i++)
            table[0xC0 + i] = Latin[i];
        return table;
    }

    private static SearchValues<char> Range(params ReadOnlySpan<(char First, char Last)> ranges)
    {
        List<char> all = [];
        foreach ((char first, char last) in ranges)
        {
            for (char c = first; c <= last; c++)
                all.Add(c);
        }

        return SearchValues.Create(all.ToArray());
    }
}
