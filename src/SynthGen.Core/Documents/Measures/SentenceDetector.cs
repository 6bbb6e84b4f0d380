using System.Globalization;
using SynthGen.Text;

namespace SynthGen.Documents.Measures;

/// <summary>Collects the signs of a sentence in a page's lines, in any language.</summary>
/// <remarks>
/// <para>Heads and titles are set in capitals or have a capital on each word but the minor ones (of, the, und, de). So a
/// sentence has a word in small letters besides these and a stop, or two such words, or one in a line of six, or a finite verb. In capitals it has a
/// verb or ends in a stop behind a word that is not an abbreviation.</para>
/// <para>In scripts without capitals a sentence has a stop of its script, four words, or twelve letters in a line.</para>
/// </remarks>
internal sealed class SentenceDetector
{
    private const string Stops = ".!?\u2026\u037E";
    private const string CaselessStops = "\u3002\uFF01\uFF1F\uFF61\u0964\u0965\u061F\u06D4\u1362\u17D4\u104B";
    private const string Closers = "\"')]\u201D\u2019\u00BB\u201C\u300D\u300F";
    private const string Openers = "\"'([\u201C\u2018\u00AB\u201E\u00BF\u00A1-\u2013\u2014";
    private const int MinWords = 3;
    private const int MinPlainWords = 6;
    private const int MinCaselessWords = 4;
    private const int MinCaselessLetters = 12;
    private const int MinLastLetters = 4;

    private int _words, _small, _verbs, _lowerLetters;
    private bool _isStopped, _isStoppedInCapitals, _isPlain, _isCaseless;

    /// <summary>Whether the lines hold a sentence.</summary>
    public bool HasSentence =>
        _isCaseless || _isStoppedInCapitals || _isPlain || (_small >= 2 && _words > MinWords) ||
        (_words >= MinWords && ((_small > 0 && _isStopped) || (_verbs > 0 && (_isStopped || _small > 0 || _lowerLetters == 0))));

    /// <summary>Whether each word has a capital, is a number or is small in titles.</summary>
    public bool IsTitle { get; private set; } = true;

    /// <summary>Whether a line by itself is set like a title.</summary>
    public static bool IsTitleLine(ReadOnlySpan<char> line)
    {
        SentenceDetector alone = new();
        alone.Add(line);
        return alone.IsTitle && !alone.HasSentence;
    }

    /// <summary>Adds a line, trimmed.</summary>
    public void Add(ReadOnlySpan<char> line)
    {
        int caselessWords = 0, caselessLetters = 0, capitals = 0, lower = 0, minor = 0, words = _words, smallBefore = _small;
        bool hasDigit = false, hasStop = false;
        ReadOnlySpan<char> last = default;
        foreach (Range range in line.Split(' '))
        {
            ReadOnlySpan<char> token = line[range];
            ReadOnlySpan<char> word = token.TrimStart(Openers).TrimEnd(Closers);
            ReadOnlySpan<char> core = word.TrimEnd(Stops + CaselessStops + ",;:").TrimEnd(Closers);
            if (core.IsEmpty)
                continue;

            (int small, int large, int other, int digits) = Count(core);
            lower += small;
            capitals += large;
            caselessLetters += other;
            hasDigit |= digits > 0;
            hasStop |= token.ContainsAny(CaselessStops);
            if (small + large + other + digits == 0)
                continue;

            last = word;
            _words++;
            if (other > 0)
                caselessWords++;
            else if (PageWordLists.IsVerb(core))
                AddSmall(small > 0 && large == 0, isVerb: true);
            else if (small > 1 && large + digits == 0 && !PageWordLists.IsMinor(core) && !PageWordLists.Names(core))
                AddSmall(isSmall: true, isVerb: false);
            else
            {
                bool isMinor = PageWordLists.IsMinor(core);
                minor += isMinor && large == 0 ? 1 : 0;
                IsTitle &= large + digits > 0 || isMinor || PageWordLists.Names(core);
            }
        }

        _lowerLetters += lower;
        // OCR lost the stop, but titles have no such mixture.
        _isPlain |= _words - words >= MinPlainWords && _small > smallBefore && minor > 0;
        bool isStopped = last.Length > 1 && Stops.Contains(last[^1]) && (last.Length > 2 || char.IsDigit(last[0]));
        _isStopped |= isStopped;
        _isStoppedInCapitals |= isStopped && lower == 0 && capitals > 0 && _words > 1 && EndsInWord(last);
        _isCaseless |= (hasStop && caselessLetters > 1) || caselessWords >= MinCaselessWords || caselessLetters >= MinCaselessLetters;
        // 第3页 is a page number.
        IsTitle &= caselessLetters == 0 || (hasDigit && caselessLetters < MinCaselessLetters / 2);
    }

    private void AddSmall(bool isSmall, bool isVerb)
    {
        _small += isSmall ? 1 : 0;
        _verbs += isVerb ? 1 : 0;
        IsTitle &= !isSmall;
    }

    // Initials and abbreviations have a stop too: in capitals it proves nothing behind them.
    private static bool EndsInWord(ReadOnlySpan<char> word)
    {
        ReadOnlySpan<char> core = word.TrimEnd(Stops);
        return core.Length >= MinLastLetters && !core.ContainsAny(".0123456789") &&
            !WordLists.Abbreviation.GetAlternateLookup<ReadOnlySpan<char>>().Contains(core);
    }

    private static (int Small, int Large, int Other, int Digits) Count(ReadOnlySpan<char> word)
    {
        int small = 0, large = 0, other = 0, digits = 0;
        foreach (char c in word)
        {
            switch (char.GetUnicodeCategory(c))
            {
                case UnicodeCategory.LowercaseLetter:
                    small++;
                    break;
                case UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter:
                    large++;
                    break;
                case UnicodeCategory.OtherLetter or UnicodeCategory.Surrogate:
                    other++;
                    break;
                case UnicodeCategory.DecimalDigitNumber:
                    digits++;
                    break;
            }
        }

        return (small, large, other, digits);
    }
}
