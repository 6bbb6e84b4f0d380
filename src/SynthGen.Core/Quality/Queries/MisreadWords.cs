using SynthGen.Text;

namespace SynthGen.Quality.Queries;

/// <summary>Recognizes words that OCR has misread, by their shape and by what they may have been.</summary>
internal static class MisreadWords
{
    // Letters alone make other true words: modern and modem, bearing and hearing. Long words do not.
    private const int LeastLetters = 7, LeastWithLikely = 8, LeastWithFigure = 4, Unlikely = 3;

    // What is read, and what was printed. The first are unlikely in a true word, the last likely.
    private static readonly (string Read, string Printed)[] Confusions =
        [("rn", "m"), ("vv", "w"), ("ii", "u"), ("cl", "d"), ("c", "e"), ("li", "h"), ("tl", "th"), ("l", "i"), ("i", "l"), ("b", "h")];

    private static readonly (string Read, string Printed)[] Figures = [("0", "o"), ("1", "l"), ("1", "i"), ("5", "s"), ("8", "b"), ("6", "b"), ("9", "g")];

    /// <summary>Whether a word looks misread though its like may be right on purpose in other words: codes, brands, abbreviations.</summary>
    public static bool LooksMisread(string word, bool isEnglish) =>
        MisreadTokenFilter.Is(word) && (word.AsSpan().ContainsAnyInRange('0', '9') ? HasFigureForLetter(word) : word.All(char.IsAsciiLetter) && HasOddLetters(word, isEnglish));

    /// <summary>Returns what a word may have been: each has one confusion of letters undone.</summary>
    /// <param name="word">The word.</param>
    /// <param name="isOnPage">Whether the page has it, so that only unlikely letters are doubted.</param>
    public static IReadOnlyList<string> Corrections(string word, bool isOnPage)
    {
        if (word.AsSpan().ContainsAnyInRange('0', '9'))
            return word.Count(char.IsLetter) >= LeastWithFigure ? Undo(word, Figures) : [];
        return word.Length < LeastLetters ? [] : Undo(word, isOnPage ? Confusions.AsSpan(0, Unlikely) : word.Length < LeastWithLikely ? Confusions.AsSpan(..^1) : Confusions);
    }

    // w0rk, c0mpany, l985; not b2b, mp3, i18n.
    private static bool HasFigureForLetter(string word)
    {
        if (word[0] == 'l' && word.Length == 5 && word.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0)
            return true;
        int first = word.AsSpan().IndexOfAnyInRange('0', '9'), last = word.AsSpan().LastIndexOfAnyInRange('0', '9');
        return first > 0 && last < word.Length - 1 && word.Count(char.IsLetter) >= 3 && word.AsSpan(first, last - first + 1).IndexOfAnyExcept("01568") < 0 &&
            char.IsLower(word[first - 1]) && char.IsLower(word[last + 1]);
    }

    // invEstigation, tHeRe, bcdfg; not NGOs, DCLeaks, iPhone, LinkedIn, pdf.
    private static bool HasOddLetters(string word, bool isEnglish)
    {
        if (word.AsSpan().IndexOfAny("aeiouyAEIOUY") < 0)
            return isEnglish && word.Length >= 5 && char.IsLower(word[^2]);
        int capitals = word.TakeWhile(char.IsUpper).Count(), turn = 0;
        for (int i = 1; i < word.Length; i++)
            turn += char.IsUpper(word[i]) && char.IsLower(word[i - 1]) ? 1 : 0;
        return turn > 1 || (turn == 1 && capitals == 0 && word.AsSpan(2).ContainsAnyInRange('A', 'Z'));
    }

    private static List<string> Undo(string word, ReadOnlySpan<(string Read, string Printed)> confusions)
    {
        List<string> corrections = [];
        foreach ((string read, string printed) in confusions)
        {
            for (int at = word.IndexOf(read, StringComparison.OrdinalIgnoreCase); at >= 0; at = word.IndexOf(read, at + 1, StringComparison.OrdinalIgnoreCase))
                corrections.Add(string.Concat(word.AsSpan(0, at), printed, word.AsSpan(at + read.Length)));
        }

        return corrections;
    }
}
