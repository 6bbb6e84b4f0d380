using SynthGen.Text;

namespace SynthGen.Rows;

/// <summary>
/// A text in the form in which quotes are compared: letters and digits alone, so that line breaks, hyphenation, broken words
/// ("Specia l"), typographic quotes, dashes, ellipses and case make no difference. Each letter keeps its offset in the text.
/// </summary>
internal sealed class FoldedText
{
    private readonly char[] _letters;
    private readonly int[] _offsets;

    private FoldedText(char[] letters, int[] offsets, int length, int words)
    {
        _letters = letters;
        _offsets = offsets;
        Length = length;
        Words = words;
    }

    /// <summary>The number of letters.</summary>
    public int Length { get; }

    /// <summary>The number of words; in scripts without spaces between words each character counts as one.</summary>
    public int Words { get; }

    /// <summary>The letters.</summary>
    public ReadOnlySpan<char> Letters => _letters.AsSpan(0, Length);

    /// <summary>Returns the offset of a letter in the text.</summary>
    public int OffsetOf(int letter) => _offsets[letter];

    /// <summary>Returns the first letter at <paramref name="offset"/> or after it.</summary>
    public int LetterAt(int offset)
    {
        int found = _offsets.AsSpan(0, Length).BinarySearch(offset);
        if (found < 0)
            return ~found;

        // The letters of a ligature share one offset.
        while (found > 0 && _offsets[found - 1] == offset)
            found--;
        return found;
    }

    /// <summary>Folds a text.</summary>
    public static FoldedText Of(ReadOnlySpan<char> text)
    {
        char[] letters = new char[text.Length];
        int[] offsets = new int[text.Length];
        int length = 0, words = 0;
        bool inWord = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i], folded = LetterFold.Of(c);
            if (folded == '\0')
            {
                folded = IsInFigure(text, i) ? LetterFold.OfInFigure(c) : '\0';
                if (folded == '\0')
                {
                    inWord &= c is '\'' or '\u2019' or '\u00AD' or (>= '\u0300' and <= '\u036F');
                    continue;
                }
            }
            else if (!inWord || LetterFold.IsUnspaced(c))
            {
                words++;
                inWord = true;
            }

            string rest = c < 128 ? "" : LetterFold.Rest(c);
            if (length + rest.Length >= letters.Length)
            {
                Array.Resize(ref letters, letters.Length * 2 + 4);
                Array.Resize(ref offsets, letters.Length);
            }

            offsets[length] = i;
            letters[length++] = folded;
            foreach (char more in rest)
            {
                offsets[length] = i;
                letters[length++] = more;
            }
        }

        return new FoldedText(letters, offsets, length, words);
    }

    private static bool IsInFigure(ReadOnlySpan<char> text, int i) =>
        i > 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]);
}
