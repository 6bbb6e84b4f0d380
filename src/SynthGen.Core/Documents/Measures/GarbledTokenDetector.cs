using System.Globalization;
using SynthGen.Text;

namespace SynthGen.Documents.Measures;

/// <summary>Distinguishes garbled OCR tokens from words, numbers, names and citations.</summary>
/// <remarks>
/// A token is a run of characters without blanks. It is judged without the punctuation that may surround a word. Odd in the
/// Latin script are: a capital after a small letter, unless each part would be a word by itself (CeHtaiH, but McGahn,
/// WikiLeaks, PhD); several capitals followed by small letters (UHder, but GRUs); the same letter three times in a row; four
/// or more letters without a vowel; a single letter that is not a word. Odd in any script are: digits between letters (W6rk,
/// but SM-2180998, 6(e), F.3d); signs within a word other than those that join words; signs alone, other than dashes,
/// bullets, stars and leaders; control characters and replacement characters; letters of two scripts in one word, which are
/// look-alikes that OCR mixed up. Tokens are judged in plain letters (<see cref="PlainText"/>), so that accents make no difference.
/// </remarks>
internal static class GarbledTokenDetector
{
    private const string Openers = "([{<\"'\u201C\u2018\u201E\u00AB\u00BF\u00A1\u00A7\u00B6$\u20AC\u00A3#@*\u2022\u00B7-\u2013\u2014/&+~=";
    private const string Closers = ".,;:!?)]}>\"'\u201D\u2019\u201C\u00BB\u2026%\u00B0*\u2020\u2021\u00AE\u2122-\u2013\u2014/&\u2032";
    private const string Joiners = "-\u2010\u2011\u2013\u2014'\u2019./&,()[]_@#+:\u00AD\u00B7";
    private const string AloneSigns = "-\u2013\u2014&/*\u2022\u00B7\u00A7\u00B6=+%#@|\u25A0\u25CF\u2026$\u20AC\u00A3<>\u00B0\u00A9\u2190\u2192\u2191\u2193\u00D7\u2212\u25A1\u2610\u2611\u2612\u2713";

    // μm, μg.
    private const char Micro = '\u03BC';
    private const int LongestUnit = 3;

    private const string LoneLetters = "aeioustwyz";

    /// <summary>Judges a token.</summary>
    /// <param name="token">The token, in plain letters.</param>
    /// <param name="isBeyondAscii">Whether the page's language has letters beyond those of ASCII, and the signs and abbreviations that go with them.</param>
    public static TokenVerdict Judge(ReadOnlySpan<char> token, bool isBeyondAscii)
    {
        bool hasSign = false;
        foreach (char c in token)
        {
            if (TokenSigns.IsReplacement(c) && (token.Length > 1 || c < '\uE000' || c == '\uFFFD'))
                return TokenVerdict.Odd;
            hasSign |= c is '@' or '#' or ':';
        }

        ReadOnlySpan<char> core = Trim(token, isBeyondAscii);
        if (!HasLetterOrDigit(core))
            return JudgeSigns(token, isBeyondAscii);
        if ((hasSign || core[0] is 'w' or 'W') && (IsAddress(core) || IsHandle(token)))
            return TokenVerdict.Sound;
        // A word has at most a quotation mark, a bracket and a stop or two around it; more, as in "l.,J", is garbage.
        if (token.Length - core.Length > 5 && !IsLeader(token[(token.IndexOf(core) + core.Length)..]))
            return TokenVerdict.Odd;

        bool endsInStop = token.IndexOf(core) + core.Length < token.Length && token[token.IndexOf(core) + core.Length] is '.' or ')' or ']';
        return IsSound(core, endsInStop, isBeyondAscii) ? TokenVerdict.Sound : TokenVerdict.Odd;
    }

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> token, bool isBeyondAscii)
    {
        ReadOnlySpan<char> core = token.TrimSignsStart(Openers).TrimSignsEnd(Closers);
        while (isBeyondAscii && !core.IsEmpty && (TokenSigns.IsOuter(core[0]) || core[0] == '%'))
            core = core[1..].TrimStart(Openers);
        while (isBeyondAscii && !core.IsEmpty && TokenSigns.IsOuter(core[^1]))
            core = core[..^1].TrimEnd(Closers);
        return core;
    }

    private static bool HasLetterOrDigit(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
                return true;
        }

        return false;
    }

    // OCR often sets single stops apart, so they prove nothing; leaders are layout.
    private static TokenVerdict JudgeSigns(ReadOnlySpan<char> token, bool isBeyondAscii) =>
        token.Length == 1 ? AloneSigns.Contains(token[0]) || IsStop(token[0]) || token[0] > '\u2E7F' || (isBeyondAscii && TokenSigns.IsOuter(token[0])) ? TokenVerdict.Neutral : TokenVerdict.Odd
        : isBeyondAscii && token.Length <= 3 && AreOuter(token) ? TokenVerdict.Neutral
        : IsLeader(token) || (token.Length <= 3 && IsStop(token[0]) && IsStop(token[1]) && IsStop(token[^1])) ? TokenVerdict.Neutral
        : TokenVerdict.Odd;

    private static bool AreOuter(ReadOnlySpan<char> signs)
    {
        foreach (char c in signs)
        {
            if (!IsStop(c) && !TokenSigns.IsOuter(c))
                return false;
        }

        return true;
    }

    private static bool IsStop(char c) => c is '.' or ',' or ';' or ':' or '!' or '?' or '"' or '\'' or '(' or ')' or '[' or ']'
        or '\u201C' or '\u201D' or '\u2018' or '\u2019' or '\u00AB' or '\u00BB' or '\u00B7';

    // One sign repeated, or the dots and commas that OCR makes of a dotted line.
    private static bool IsLeader(ReadOnlySpan<char> signs) =>
        signs.IsEmpty || !signs.ContainsAnyExcept(signs[0]) || !signs.ContainsAnyExcept(".,\u00B7\u2026:;-_ ");

    private static bool IsAddress(ReadOnlySpan<char> core) =>
        core.Contains("://", StringComparison.Ordinal) || core.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ||
        (core.IndexOf('@') > 0 && core.IndexOf('@') < core.LastIndexOf('.'));

    // @someOne, #someThing: their owners choose the spelling.
    private static bool IsHandle(ReadOnlySpan<char> token)
    {
        ReadOnlySpan<char> name = token.TrimStart(Openers).TrimEnd(Closers);
        int sign = token.IndexOf(name) - 1;
        if (sign < 0 || token[sign] is not ('@' or '#') || name.Length < 3)
            return false;

        foreach (char c in name)
        {
            if (!char.IsLetterOrDigit(c) && c != '_')
                return false;
        }

        return true;
    }

    // Each part between joining signs must be sound, and the signs must be able to join.
    private static bool IsSound(ReadOnlySpan<char> core, bool endsInStop, bool isBeyondAscii)
    {
        int start = 0, joined = 0;
        bool isHyphenated = false;
        for (int i = 0; i <= core.Length; i++)
        {
            if (i < core.Length && IsWordCharacter(core[i]))
                continue;
            if (i < core.Length && !Joiners.Contains(core[i]) && core[i] < '\u2E80' && !(isBeyondAscii && IsJoinerOfScript(core, i)))
                return false;

            joined = i > start ? 0 : joined + 1;
            // ")." and ".)" and "--" occur in texts; three signs in a row are garbage.
            if (joined > 2)
                return false;
            isHyphenated |= i < core.Length && core[i] is '-' or '\'' or '\u2019' or '.' or '(' or '[' or '/' or '&';
            if (i > start && !IsSoundPart(core[start..i], isWhole: i - start == core.Length, isHyphenated || endsInStop, isBeyondAscii))
                return false;
            // 2:14 and 12,000, but not d1:1et; and EU:n in Swedish and Finnish.
            if (i < core.Length && core[i] is ':' or ',' && !(isBeyondAscii && core[i] == ':') && HasLetterOrDigit(core.Slice(i + 1, 1)) && core[start..i].ContainsAnyExceptInRange('0', '9'))
                return false;
            start = i + 1;
        }

        return true;
    }

    // בע"מ is an abbreviation, and a mark of quotation within other words is not; 15%-át has an ending.
    private static bool IsJoinerOfScript(ReadOnlySpan<char> core, int at) =>
        TokenSigns.IsInner(core[at]) || (at > 0 && core[at] switch
        {
            '"' => core[at - 1] is >= '\u05D0' and <= '\u05EA',
            '%' => char.IsDigit(core[at - 1]),
            _ => false,
        });

    private static bool IsWordCharacter(char c) =>
        char.IsLetterOrDigit(c) || char.IsSurrogate(c) ||
        char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsSoundPart(ReadOnlySpan<char> part, bool isWhole, bool mayBeShort, bool isBeyondAscii)
    {
        int digits = 0, latin = 0;
        foreach (char c in part)
        {
            if (char.IsDigit(c))
                digits++;
            else if (c < '\u0250' || c is >= '\u1E00' and < '\u1F00')
                latin++;
        }

        if (digits == part.Length || (part[0] == Micro && part.Length <= LongestUnit))
            return true;
        if (digits > 0)
            return IsSoundMixture(part, isBeyondAscii);
        // Letters of two scripts in one word are look-alikes that OCR mixed up.
        if (latin < part.Length)
            return latin == 0 && ScriptRules.IsSound(part);
        return part.Length == 1
            // A single "s" remains of "Clinton ' s".
            ? mayBeShort || !isWhole || char.IsUpper(part[0]) && part[0] is 'A' or 'I' or 'O' or 'E' || LoneLetters.Contains(part[0]) || part[0] > '\u007F' ||
                (isBeyondAscii && part[0] is 'v' or 'k' or 'V' or 'K' or 'U' or 'S' or 'Z' or 'Y' or 'W')
            : LatinWordRules.IsSound(part, endsInStop: mayBeShort, isBeyondAscii);
    }

    // Digits come before letters (3d, 1990s, 33k) or after them (SCR004, F16, or said12 with a footnote's number attached).
    private static bool IsSoundMixture(ReadOnlySpan<char> part, bool isBeyondAscii)
    {
        int changes = 0;
        for (int i = 1; i < part.Length; i++)
        {
            if (char.IsDigit(part[i]) != char.IsDigit(part[i - 1]))
                changes++;
        }

        if (changes > 1)
            return false;

        int firstDigit = part.IndexOfAnyInRange('0', '9');
        ReadOnlySpan<char> letters = firstDigit == 0 ? part.TrimStart("0123456789") : part.TrimEnd("0123456789");
        return letters.Length <= 2 || (firstDigit != 0 && (letters[0] < '\u0250' ? LatinWordRules.IsSound(letters, endsInStop: true, isBeyondAscii) : ScriptRules.IsSound(letters)));
    }
}
