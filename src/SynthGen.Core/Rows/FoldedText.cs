using System.Text;
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
        Builder builder = new(text.Length);
        bool inWord = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsSurrogate(c))
            {
                inWord = builder.AddPair(text, i) && inWord;
                i += char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 1 : 0;
                continue;
            }

            FoldedLetter letter = LetterFold.Get(c);
            char folded = letter.Folded;
            if (folded == '\0')
            {
                folded = IsInFigure(text, i) ? LetterFold.OfInFigure(c) : '\0';
                if (folded == '\0')
                {
                    inWord &= letter.Kind == LetterKind.Ignored || c is '\'' or '\u2019';
                    continue;
                }
            }
            else if (LetterJoin.IsPart(folded) && builder.Join(folded))
            {
                continue;
            }
            else if (!inWord || letter.Kind is LetterKind.Ideograph or LetterKind.Unspaced)
            {
                builder.Words++;
                inWord = true;
            }

            builder.Add(folded, i);
            if (letter.IsLigature)
                builder.Add(LetterFold.Rest(c), i);
        }

        return new FoldedText(builder.Letters, builder.Offsets, builder.Length, builder.Words);
    }

    private static bool IsInFigure(ReadOnlySpan<char> text, int i) =>
        i > 0 && i + 1 < text.Length && char.IsDigit(text[i - 1]) && char.IsDigit(text[i + 1]);

    private struct Builder(int capacity)
    {
        public char[] Letters = new char[capacity];
        public int[] Offsets = new int[capacity];
        public int Length;
        public int Words;

        public void Add(char letter, int offset)
        {
            if (Length == Letters.Length)
            {
                Array.Resize(ref Letters, Length * 2 + 4);
                Array.Resize(ref Offsets, Letters.Length);
            }

            Offsets[Length] = offset;
            Letters[Length++] = letter;
        }

        public void Add(string letters, int offset)
        {
            foreach (char letter in letters)
                Add(letter, offset);
        }

        // Whether the pair is a part of a word.
        public bool AddPair(ReadOnlySpan<char> text, int at)
        {
            if (Rune.DecodeFromUtf16(text[at..], out Rune pair, out _) != System.Buffers.OperationStatus.Done)
                return false;

            string letters = LetterFold.OfPair(pair, out LetterKind kind);
            Words += kind is LetterKind.Letter or LetterKind.Ideograph or LetterKind.Unspaced ? 1 : 0;
            for (int i = 0; i < letters.Length; i++)
                Add(letters[i], at + Math.Min(i, 1));
            return kind is LetterKind.Ignored;
        }

        // Joins a part of a letter to the letter before it; a mark that voices no kana is nothing.
        public readonly bool Join(char part)
        {
            char joined = Length > 0 ? LetterJoin.Join(Letters[Length - 1], part) : '\0';
            if (joined != '\0')
                Letters[Length - 1] = joined;
            return joined != '\0' || LetterJoin.IsVoicing(part);
        }
    }
}
