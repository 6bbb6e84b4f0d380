using SynthGen.Text;

namespace SynthGen.Documents.Measures;

/// <summary>
/// Judges a token that has letters of a script without spaces between words, or Korean ones, which other words and figures
/// join without a space: 于2019年3月4日, 제3조의2. Its runs of letters are words (<see cref="SpacelessWords"/>), what stands
/// between them is judged alone. Odd are: signs that do not belong in such a text; a single small Latin letter between others;
/// two scripts side by side that no language mixes; the same letter four times in a row.
/// </summary>
internal static class SpacelessToken
{
    private const int MostSigns = 4, Repeated = 4;
    private const string AsciiSigns = ",.:;!?()[]<>\"'%/-&";

    /// <summary>Whether a token has such letters.</summary>
    public static bool IsOne(ReadOnlySpan<char> token)
    {
        foreach (char c in token)
        {
            if (IsLetter(c))
                return true;
        }

        return false;
    }

    /// <summary>Counts the sound words of a token, and the odd ones.</summary>
    /// <param name="token">The token, in plain letters.</param>
    public static (int Sound, int Odd) Judge(ReadOnlySpan<char> token)
    {
        SpacelessWords words = default;
        int sound = 0, odd = 0, script = 0;
        bool hasKorean = false;
        for (int at = 0, end; at < token.Length; at = end)
        {
            end = at + 1;
            if (IsLetter(token[at]))
            {
                int own = ScriptOf(token[at]);
                while (end < token.Length && IsLetter(token[end]) && ScriptOf(token[end]) == own)
                    end++;
                odd += (script != 0 && (script | own) != 3 ? 1 : 0) + Repetitions(token[at..end]);
                foreach (char c in token[at..end])
                    words.Add(KindOf(c));
                hasKorean |= own == 2;
                script = own;
                continue;
            }

            bool isSign = TokenSigns.IsOuter(token[at]);
            while (end < token.Length && !IsLetter(token[end]) && TokenSigns.IsOuter(token[end]) == isSign)
                end++;
            TokenVerdict verdict = isSign ? JudgeSigns(token[at..end]) : JudgeBetween(token, at, end);
            sound += verdict == TokenVerdict.Sound ? 1 : 0;
            odd += verdict == TokenVerdict.Odd ? 1 : 0;
            script = 0;
        }

        // A Korean token is one word, as in other languages with spaces.
        if (words.Count == 0 && hasKorean)
            return odd > 0 ? (0, 1) : (1, 0);
        return (sound + words.Count + (hasKorean ? 1 : 0), odd);
    }

    private static TokenVerdict JudgeSigns(ReadOnlySpan<char> signs) =>
        signs.Length <= MostSigns || !signs.ContainsAnyExcept(signs[0]) ? TokenVerdict.Neutral : TokenVerdict.Odd;

    private static TokenVerdict JudgeBetween(ReadOnlySpan<char> token, int start, int end)
    {
        ReadOnlySpan<char> part = token[start..end];
        bool hasWord = false;
        foreach (char c in part)
            hasWord |= char.IsLetterOrDigit(c);
        if (!hasWord)
            return IsSoundSigns(token, part, end) ? TokenVerdict.Neutral : TokenVerdict.Odd;

        ReadOnlySpan<char> core = part.Trim(AsciiSigns);
        if (core.Length == 1 && char.IsLetter(core[0]))
            return char.IsUpper(core[0]) || core.Length == token.Length || start == 0 || end == token.Length ? TokenVerdict.Sound : TokenVerdict.Odd;
        return GarbledTokenDetector.Judge(core.Length > 0 ? core : part, isBeyondAscii: true);
    }

    private static bool IsSoundSigns(ReadOnlySpan<char> token, ReadOnlySpan<char> signs, int end) =>
        (signs.Length <= MostSigns && !signs.ContainsAnyExcept(AsciiSigns)) || signs is "\u00D7" or "\u2192" or "\u25CB" or "\u25CF" or "\u25A1" or "\u25A0" or "\u00B0" or "\u2103" or "+" or "=" ||
        // 서울~부산, but no stray one at an end.
        (signs is "~" && signs.Length < end && end < token.Length && IsLetter(token[end])) ||
        (signs.Length > 1 && !signs.ContainsAnyExcept(signs[0]));

    // Four boxes in a row, or what an engine makes of a line.
    private static int Repetitions(ReadOnlySpan<char> letters)
    {
        int odd = 0, run = 1;
        for (int i = 1; i < letters.Length; i++)
        {
            run = letters[i] == letters[i - 1] && letters[i] != '\u30FC' ? run + 1 : 1;
            odd += run >= Repeated ? 1 : 0;
        }

        return odd;
    }

    private static LetterKind KindOf(char c) => char.IsSurrogate(c) ? (char.IsHighSurrogate(c) ? LetterKind.Ideograph : LetterKind.UnspacedMark) : LetterFold.Get(c).Kind;

    private static bool IsLetter(char c) => c >= '\u0E00' && KindOf(c) is var kind && (kind == LetterKind.Hangul || LetterFold.IsUnspaced(kind));

    // Ideographs and kana are 1 and Korean letters 2, which stand side by side; another script is its block.
    private static int ScriptOf(char c) => KindOf(c) switch
    {
        LetterKind.Ideograph => 1,
        LetterKind.Hangul => 2,
        _ => char.IsSurrogate(c) ? 1 : 4 + (c >> 7 << 2),
    };
}
