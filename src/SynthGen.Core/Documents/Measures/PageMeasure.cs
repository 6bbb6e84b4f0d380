using System.Text;
using SynthGen.Text;

namespace SynthGen.Documents.Measures;

/// <summary>Measures by which users filter pages.</summary>
internal static class PageMeasure
{
    /// <summary>
    /// Counts words: runs of non-space characters that hold at least one letter or digit. In such a run, letters of scripts
    /// without spaces between words count as <see cref="SpacelessWords"/> says, and what stands between them as one word each.
    /// </summary>
    public static int CountWords(ReadOnlySpan<char> text)
    {
        int words = 0;
        bool counted = false;
        SpacelessWords spaceless = default;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsWhiteSpace(c))
            {
                words += spaceless.Count;
                (counted, spaceless) = (false, default);
            }
            else if (c >= '\u0E00' && KindAt(text, ref i) is var kind && LetterFold.IsUnspaced(kind))
            {
                spaceless.Add(kind);
                counted = false;
            }
            else if (!counted && char.IsLetterOrDigit(c))
            {
                counted = true;
                words++;
            }
        }

        return words + spaceless.Count;
    }

    // An emoji is no word.
    private static LetterKind KindAt(ReadOnlySpan<char> text, ref int at)
    {
        if (!char.IsSurrogate(text[at]))
            return LetterFold.Get(text[at]).Kind;
        if (Rune.DecodeFromUtf16(text[at..], out Rune pair, out int length) != System.Buffers.OperationStatus.Done || !Rune.IsLetter(pair))
            return LetterKind.None;
        at += length - 1;
        LetterFold.OfPair(pair, out LetterKind kind);
        return kind;
    }

    /// <summary>Returns the quality of the OCR, from 0 to 1.</summary>
    /// <remarks>
    /// <para>The share of the page's tokens that are not odd, squared: 1 for a page without garbage, about 0.9 if one token of
    /// twenty is odd, 0.5 if three of ten are. <see cref="GarbledTokenDetector"/> defines odd tokens. It uses no dictionary, only
    /// the forms of words, numbers, names and citations. If at least half of a line's tokens are odd, all of them count as odd,
    /// because some garbage looks sound by chance. Single stops and dot leaders are not counted. Tokens of scripts without spaces
    /// between words are judged in their parts, and weigh as many words as <see cref="CountWords"/> counts.</para>
    /// <para>A page without tokens, such as an empty one, has quality 0.</para>
    /// </remarks>
    public static double RateQuality(ReadOnlySpan<char> text)
    {
        int all = 0, odd = 0;
        TokenReader tokens = new(text);
        foreach (ReadOnlySpan<char> line in text.EnumerateLines())
        {
            (int sound, int bad) = tokens.Count(line);
            all += sound + bad;
            odd += bad > 1 && bad >= sound ? sound + bad : bad;
        }

        double share = all == 0 ? 0 : (double)(all - odd) / all;
        return share * share;
    }

    /// <summary>Counts the sound and odd tokens of a line that stands alone.</summary>
    internal static (int Sound, int Odd) CountTokens(ReadOnlySpan<char> line) => new TokenReader(line).Count(line);
}
