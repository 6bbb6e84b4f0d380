using System.Buffers;
using System.Text;
using SynthGen.Text;

namespace SynthGen.Documents.Cleaning;

/// <summary>Joins words that are broken at line ends.</summary>
/// <remarks>
/// <para>"investi-" and "gation of" become "investigation" and "of": the whole word goes to the first line. The rest of the
/// second line stays on its own line, which is dropped if empty. A hyphen counts if a letter precedes it and the next line
/// begins with a small letter (or one of a script without capitals); "Kushner-" and "Page" or "mid-" and "2017" stay
/// unchanged. Hyphens that belong to words stay (<see cref="HyphenRules"/>), but the word after them goes to the first line
/// too: "well-known", "mid- and". So a search for "known" finds it.</para>
/// <para>A soft hyphen and a not sign, which some OCR engines write for one, are always a break. A soft hyphen may also stand
/// on a line of its own or before blanks within a line, and is left out within a word.</para>
/// </remarks>
internal sealed class HyphenJoiner
{
    private static readonly SearchValues<char> Signs = SearchValues.Create('-', '\u2010', HyphenRules.SoftHyphen, HyphenRules.NotSign);

    private readonly SeenWords _words = new();

    // A page by itself is learned when a break asks for its words: most pages have none that does.
    private string? _unread;

    /// <summary>Joins the broken words of a text by itself.</summary>
    public static string Join(string text) => new HyphenJoiner { _unread = text }.JoinNext(text);

    /// <summary>Takes in the words of the document's next page.</summary>
    public void Learn(string text) => _words.Add(text);

    /// <summary>Joins the broken words of a page that was learned.</summary>
    public string JoinNext(string text)
    {
        StringBuilder? joined = null;
        int position = 0;
        for (int sign = NextSign(text, 0); sign >= 0;)
        {
            if (!TryReadBreak(text, sign, position, out int end, out int start))
            {
                sign = NextSign(text, sign + 1);
                continue;
            }

            joined ??= new StringBuilder(text.Length);
            joined.Append(text.AsSpan(position..end)).Append(Between(text, sign, start));
            position = start;
            int wordEnd = start;
            while (wordEnd < text.Length && !char.IsWhiteSpace(text[wordEnd]))
                wordEnd++;
            int rest = SkipBlanks(text, wordEnd);
            sign = NextSign(text, start);
            // A word that fills its line keeps the line's end, at which it may be broken again.
            bool isLastWord = rest >= text.Length || text[rest] == '\n';
            if (!isLastWord && text.AsSpan(end, start - end).Contains('\n'))
            {
                // Soft hyphens within the word's second part are seen to here.
                for (; sign >= 0 && sign < wordEnd; sign = NextSign(text, sign + 1))
                {
                    if (text[sign] == HyphenRules.SoftHyphen && sign + 1 < wordEnd)
                    {
                        joined.Append(text.AsSpan(position..sign));
                        position = sign + 1;
                    }
                }

                joined.Append(text.AsSpan(position..wordEnd)).Append('\n');
                position = rest;
            }
        }

        return joined is null ? text : joined.Append(text.AsSpan(position)).ToString();
    }

    private static int NextSign(string text, int from)
    {
        int index = from < text.Length ? text.AsSpan(from).IndexOfAny(Signs) : -1;
        return index < 0 ? -1 : from + index;
    }

    // Finds the end of the word's first part and the start of its second one.
    private static bool TryReadBreak(string text, int sign, int position, out int end, out int start)
    {
        end = sign;
        start = SkipBlanks(text, sign + 1);
        bool isLineEnd = start < text.Length && text[start] == '\n';
        if (isLineEnd)
            start = SkipBlanks(text, start + 1);
        bool isSoft = text[sign] == HyphenRules.SoftHyphen;
        if (start >= text.Length || (!isLineEnd && !isSoft))
            return false;

        if (isSoft && (sign == position || char.IsWhiteSpace(text[sign - 1])))
        {
            // The soft hyphen begins a line: the first part ends the line before.
            while (end > position && text[end - 1] is ' ' or '\t')
                end--;
            if (end == position || text[end - 1] != '\n')
                return false;
            end--;
            while (end > position && text[end - 1] is ' ' or '\t')
                end--;
        }

        if (end <= position || !SeenWords.IsLetter(text[end - 1]) || !char.IsLetter(text[start]))
            return false;
        return (isLineEnd && text[sign] is HyphenRules.SoftHyphen or HyphenRules.NotSign) || start == sign + 1 || !char.IsUpper(text[start]);
    }

    private ReadOnlySpan<char> Between(string text, int sign, int start)
    {
        if (text[sign] is HyphenRules.SoftHyphen or HyphenRules.NotSign)
            return default;

        if (_unread is not null)
            Learn(_unread);
        _unread = null;
        int first = sign;
        while (first > 0 && !char.IsWhiteSpace(text[first - 1]))
            first--;
        return HyphenRules.Judge(text.AsSpan(first..sign), text.AsSpan(start), _words) switch
        {
            HyphenKind.Compound => text.AsSpan(sign, 1),
            HyphenKind.Suspended => $"{text[sign]} ",
            _ => default,
        };
    }

    private static int SkipBlanks(string text, int index)
    {
        while (index < text.Length && text[index] is ' ' or '\t')
            index++;
        return index;
    }
}
