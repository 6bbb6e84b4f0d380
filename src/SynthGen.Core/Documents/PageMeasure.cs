namespace SynthGen.Documents;

/// <summary>Measures by which users filter pages.</summary>
internal static class PageMeasure
{
    /// <summary>Counts runs of non-space characters that hold at least one letter or digit.</summary>
    public static int CountWords(ReadOnlySpan<char> text)
    {
        int words = 0;
        bool counted = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                counted = false;
            }
            else if (!counted && char.IsLetterOrDigit(c))
            {
                counted = true;
                words++;
            }
        }

        return words;
    }

    /// <summary>Returns the quality of the OCR, from 0 to 1.</summary>
    /// <remarks>
    /// <para>The share of the page's tokens that are not odd, squared: 1 for a page without garbage, about 0.9 if one token of
    /// twenty is odd, 0.5 if three of ten are. <see cref="GarbledTokenDetector"/> defines odd tokens. It uses no dictionary, only
    /// the forms of words, numbers, names and citations. If at least half of a line's tokens are odd, all of them count as odd,
    /// because some garbage looks sound by chance. Single stops and dot leaders are not counted.</para>
    /// <para>A page without tokens, such as an empty one, has quality 0.</para>
    /// </remarks>
    public static double RateQuality(ReadOnlySpan<char> text)
    {
        int all = 0, odd = 0;
        foreach (ReadOnlySpan<char> line in text.EnumerateLines())
        {
            (int sound, int bad) = CountTokens(line);
            all += sound + bad;
            odd += bad > 1 && bad >= sound ? sound + bad : bad;
        }

        double share = all == 0 ? 0 : (double)(all - odd) / all;
        return share * share;
    }

    /// <summary>Counts a line's sound and odd tokens.</summary>
    internal static (int Sound, int Odd) CountTokens(ReadOnlySpan<char> line)
    {
        int sound = 0, odd = 0, position = 0;
        while (position < line.Length)
        {
            while (position < line.Length && char.IsWhiteSpace(line[position]))
                position++;
            int start = position;
            while (position < line.Length && !char.IsWhiteSpace(line[position]))
                position++;
            if (position == start)
                break;

            TokenVerdict verdict = GarbledTokenDetector.Judge(line[start..position]);
            sound += verdict == TokenVerdict.Sound ? 1 : 0;
            odd += verdict == TokenVerdict.Odd ? 1 : 0;
        }

        return (sound, odd);
    }
}
