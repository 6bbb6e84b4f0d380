using System.Text;

namespace SynthGen.Text;

/// <summary>
/// Maps characters to the form in which texts are compared, everywhere: in quotes and pages, in the index and its queries, in
/// duplicates. Letters lose case, accents and points; ligatures and forms for compatibility (ﬁ, full width, Arabic forms of
/// presentation) become their letters; digits of all scripts become 0 to 9; the signs that change a figure's meaning stay.
/// A text in Unicode's form C and the same in form D fold alike, with <see cref="LetterJoin"/>.
/// </summary>
internal static class LetterFold
{
    private static readonly FoldedLetter[] Ascii = [.. Enumerable.Range(0, 128).Select(c => LetterTable.Get((char)c))];

    /// <summary>Returns what a character is compared as; half of a surrogate pair is nothing.</summary>
    public static FoldedLetter Get(char c) => c < 128 ? Ascii[c] : LetterTable.Get(c);

    /// <summary>Returns the folded form of a character, or the first of its letters; NUL if the character is not compared.</summary>
    public static char Of(char c) => Get(c).Folded;

    /// <summary>The other letters of a ligature (æ, ﬁ, …), whose first one <see cref="Of"/> gives, folded; empty if there are none.</summary>
    public static string Rest(char c) => Get(c).IsLigature ? LetterTable.PlainOf(c)[1..].ToLowerInvariant() : "";

    /// <summary>Returns the plain letters of a character (<see cref="FoldedLetter.Plain"/>).</summary>
    public static string PlainOf(char c) => LetterTable.PlainOf(c);

    /// <summary>Returns the folded form of a surrogate pair; empty if it is not compared.</summary>
    public static string OfPair(Rune pair, out LetterKind kind)
    {
        string plain = LetterTable.PlainOf(pair.Value);
        kind = LetterTable.KindOf(pair.Value, plain);
        return kind is LetterKind.None or LetterKind.Ignored ? "" : plain.ToLowerInvariant();
    }

    /// <summary>Whether a character is part of a word, and words are kept apart by spaces in its script.</summary>
    public static bool IsWord(char c) => Get(c).Kind is LetterKind.Letter or LetterKind.Raised or LetterKind.Hangul or LetterKind.Ignored;

    /// <summary>Whether a character belongs to a script that does not keep words apart: Chinese, Japanese, Thai, …</summary>
    public static bool IsUnspaced(char c) => c >= '\u0E00' && (char.IsSurrogate(c) || IsUnspaced(Get(c).Kind));

    /// <summary>Whether letters of this kind are not kept apart in words.</summary>
    public static bool IsUnspaced(LetterKind kind) => kind is LetterKind.Ideograph or LetterKind.Unspaced or LetterKind.UnspacedMark;

    /// <summary>
    /// Returns the folded form of a character between two digits that belongs to the figure (600.8, 1,234, 10:30,
    /// 2016–2017); otherwise NUL.
    /// </summary>
    public static char OfInFigure(char c) => c switch
    {
        '.' or ',' or ':' or '/' or '-' => c,
        '\u066B' or '\uFF0E' => '.',
        '\u066C' or '\uFF0C' => ',',
        '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2212' => '-',
        _ => '\0',
    };

    /// <summary>
    /// Returns a punctuation mark without typographic variants: all quotation marks are equal, and so are all dashes.
    /// </summary>
    public static char OfMark(char c) => c switch
    {
        '\'' or '\u00AB' or '\u00BB' or (>= '\u2018' and <= '\u201F') or '\u2039' or '\u203A' or (>= '\u300C' and <= '\u300F') => '"',
        >= '\u2010' and <= '\u2015' => '-',
        _ => c,
    };
}
