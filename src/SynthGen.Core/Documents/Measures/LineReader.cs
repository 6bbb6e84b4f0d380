using SynthGen.Text;

namespace SynthGen.Documents.Measures;

/// <summary>Classifies the lines of a page.</summary>
internal static class LineReader
{
    private static readonly string[] ContentsHeadings =
        ["contents", "table of contents", "inhalt", "inhaltsverzeichnis", "sommaire", "table des matières", "índice", "indice", "contenido", "sumário", "содержание", "оглавление", "目录", "目次"];

    // A longer line that speaks of a blank page says more than that the page is blank.
    private const int MaxNoteLength = 90;

    // The characters that a misread page number can hold, including digits.
    private const string NumberLike = "0123456789lIOoSiIvVxXB";

    /// <summary>
    /// Whether the line holds more than a page number or stray marks: two successive letters that are not a numeral.
    /// </summary>
    public static bool HasWord(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty || NumberLine.Read(line).Count > 0)
            return false;

        for (int i = 0; i < line.Length; i++)
        {
            // In scripts without spaces between words, each character is a word.
            if (char.IsLetter(line[i]) && (line[i] >= '\u2E80' || (i > 0 && char.IsLetter(line[i - 1]))))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether the line is written text: more than one word in small letters for two with a capital (words of four or more
    /// letters), or the end of a sentence. Heads and titles are set in capitals. Letters of scripts without capitals count as
    /// small.
    /// </summary>
    public static bool IsRunningText(ReadOnlySpan<char> line)
    {
        int small = 0, others = 0;
        for (int start = 0; start < line.Length;)
        {
            int length = line[start..].IndexOf(' ');
            ReadOnlySpan<char> word = length < 0 ? line[start..] : line.Slice(start, length);
            start = length < 0 ? line.Length : start + length + 1;
            bool isLast = start >= line.Length;
            word = word.Trim("\"'()[]\u201C\u201D\u2018\u2019,;:");
            ReadOnlySpan<char> letters = word.TrimEnd(".?!\u3002\uFF1F\uFF01\u061F\u0964");
            bool isEnd = isLast && letters.Length < word.Length;
            word = letters;
            bool isSmall = IsSmall(word);
            if (isSmall && isEnd && word.Length >= 2)
                return true;
            if (word.Length >= 4)
                _ = isSmall ? small++ : others++;
        }

        return small * 2 > others;
    }

    /// <summary>Whether the line holds a label and its value: "Amount due: $500".</summary>
    public static bool IsLabelled(ReadOnlySpan<char> line) => line.Contains(": ", StringComparison.Ordinal);

    /// <summary>Whether the line says, in one of many languages, that its page was left blank.</summary>
    public static bool SaysLeftBlank(ReadOnlySpan<char> line)
    {
        if (line.Length > MaxNoteLength || line.ContainsAnyInRange('0', '9'))
            return false;

        bool namesPage = false, saysBlank = false;
        foreach (string word in PageWordLists.Page)
            namesPage |= HoldsWord(line, word);
        foreach (string words in PageWordLists.LeftBlank)
            saysBlank |= HoldsWord(line, words);
        return namesPage && saysBlank;
    }

    /// <summary>
    /// Whether the line belongs to a court's filing stamp: it begins with one of its words, and the rest is numbers and names.
    /// </summary>
    public static bool IsStamp(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> first = line[..(line.IndexOf(' ') is >= 0 and int length ? length : line.Length)].TrimEnd(":.#0123456789");
        return PageWordLists.BeginsStamp(first) && line.ContainsAnyInRange('0', '9') && SentenceDetector.IsTitleLine(line);
    }

    /// <summary>Whether the line heads a table of contents.</summary>
    public static bool IsContentsHeading(ReadOnlySpan<char> line)
    {
        line = line.Trim(" \t.:-_*=#");
        foreach (string heading in ContentsHeadings)
        {
            if (line.Equals(heading, StringComparison.OrdinalIgnoreCase) ||
                (heading.Contains(' ') && line.StartsWith(heading, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether words are followed by a dot leader of at least four dots and then by a page number or nothing.
    /// </summary>
    public static bool IsLeaderLine(ReadOnlySpan<char> line)
    {
        int end = line.Length;
        // A page number may be split ("3 8") and misread; anything longer is text or an amount of money.
        int tail = end;
        while (tail > 0 && !IsLeader(line[tail - 1]))
            tail--;
        if (end - tail > 6 || line[tail..].ContainsAnyExcept(NumberLike + "-"))
            return false;

        int dots = 0, start = tail;
        for (; start > 0 && (IsLeader(line[start - 1]) || IsPieceOfNumber(line, start - 1)); start--)
            dots += line[start - 1] is '.' or '\u00B7' ? 1 : line[start - 1] == '\u2026' ? 3 : 0;
        return dots >= 4 && HasWord(line[..start]);
    }

    /// <summary>Whether the line ends in a number after two blanks or a tab.</summary>
    public static bool EndsInNumberBehindGap(ReadOnlySpan<char> line)
    {
        int start = line.Length;
        while (start > 0 && NumberLike.Contains(line[start - 1]))
            start--;
        return line.Length - start is > 0 and <= 5 && start > 2 &&
            (line[start - 1] == '\t' || (line[start - 1] == ' ' && line[start - 2] == ' ')) && HasWord(line[..start]);
    }

    /// <summary>Whether the line has words followed by page numbers, as in an index: "Rent, late, 4, 10-12".</summary>
    public static bool IsIndexEntry(ReadOnlySpan<char> line)
    {
        if (line.Length > 90)
            return false;

        int position = line.TrimEnd(" .,").Length, numbers = 0;
        while (true)
        {
            int start = position;
            while (start > 0 && (NumberLike.Contains(line[start - 1]) || line[start - 1] is '-' or '\u2013' or 'n' or 'f'))
                start--;
            ReadOnlySpan<char> number = line[start..position];
            // A year or an amount is not a page number.
            if (number.IsEmpty || number.Length > 9 || !number.ContainsAnyInRange('0', '9') && number is not "l" and not "lO" and not "lo")
                break;

            numbers++;
            position = start;
            while (position > 0 && line[position - 1] is ' ' or ',' or ';' or '\t')
                position--;
            // Without a comma or a gap the number is part of the words.
            if (start - position < 2)
                return numbers > 1 && HasWord(line[..start]);
        }

        return numbers > 0 && HasWord(line[..position]);
    }

    // A word begins and ends between other characters; from Thai on, scripts have no spaces or put endings to words.
    private static bool HoldsWord(ReadOnlySpan<char> line, string word)
    {
        for (int at = 0; line[at..].IndexOf(word, StringComparison.OrdinalIgnoreCase) is >= 0 and int found; at++)
        {
            at += found;
            int end = at + word.Length;
            if (word[0] >= '\u0E00' || ((at == 0 || !char.IsLetter(line[at - 1])) && (end == line.Length || !char.IsLetter(line[end]))))
                return true;
        }

        return false;
    }

    private static bool IsLeader(char c) => c is '.' or ' ' or ',' or '\u00B7' or '\u2026' or '_' or '\'' or ':' or '\t';

    // "3 8": a digit among the leaders, with blanks on both sides.
    private static bool IsPieceOfNumber(ReadOnlySpan<char> line, int index) =>
        char.IsAsciiDigit(line[index]) && index > 0 && line[index - 1] == ' ';

    private static bool IsSmall(ReadOnlySpan<char> word)
    {
        foreach (char c in word)
        {
            if (!SeenWords.IsLetter(c) || char.IsUpper(c))
                return false;
        }

        return !word.IsEmpty;
    }
}
