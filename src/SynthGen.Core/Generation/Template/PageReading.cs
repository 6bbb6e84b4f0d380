using System.Text.RegularExpressions;
using SynthGen.Text;

namespace SynthGen.Generation.Template;

/// <summary>The headings of a page, and its sentences that are suitable for a question.</summary>
internal sealed partial class PageReading
{
    private const double OddLine = .34;
    private const double OddHeadLine = .15;
    private const int HeadLines = 3;
    private const double FullLine = .85;
    private const double OddSentence = .12;

    private PageReading(OcrPage page, IReadOnlyList<Sentence> sentences, IReadOnlyList<Sentence> headings)
    {
        Page = page;
        Sentences = sentences;
        Headings = headings;
    }

    /// <summary>The page.</summary>
    public OcrPage Page { get; }

    /// <summary>Whole, clean sentences of running text.</summary>
    public IReadOnlyList<Sentence> Sentences { get; }

    /// <summary>Headings, without their numbers' final points.</summary>
    public IReadOnlyList<Sentence> Headings { get; }

    /// <summary>Reads a page.</summary>
    public static PageReading Of(OcrPage page)
    {
        string text = page.Text;
        List<(int Start, int Length)> lines = Lines(text);
        int width = UsualWidth(lines);
        List<Sentence> sentences = [];
        List<Sentence> headings = [];
        List<(int, int)> passage = [];
        int read = 0;
        foreach ((int start, int length) in lines)
        {
            ReadOnlySpan<char> line = text.AsSpan(start, length);
            if (line.IsEmpty || NumberAlone().IsMatch(line))
                continue;

            // A running head is misread differently on every page; a line of text is seldom so bad.
            double odd = MisreadTokenFilter.Share(line);
            bool spoilt = odd > OddLine || (++read <= HeadLines && odd > OddHeadLine);
            bool heading = Heading().IsMatch(line) && !MisreadTokenFilter.Any(line) && IsTitle(line);
            // A title that fills its line goes on in the next one.
            if (heading && length <= width * FullLine)
                headings.Add(new Sentence(Blanks().Replace(line.ToString(), " ").TrimEnd('.', ' '), start, length));

            if (heading || spoilt)
            {
                EndPassage();
                continue;
            }

            if (FootnoteStart().IsMatch(line))
                EndPassage();
            passage.Add((start, length));
            if (length < width * .55)
                EndPassage();
        }

        EndPassage();
        return new PageReading(page, sentences, headings);

        void EndPassage()
        {
            if (passage.Count > 0)
                sentences.AddRange(SentenceSplitter.Split(CleanText.Of(text, passage)).Where(sentence => IsWhole(sentence) && !ColumnGap().IsMatch(text.AsSpan(sentence.Start, sentence.Length))));
            passage = [];
        }
    }

    private static List<(int Start, int Length)> Lines(string text)
    {
        List<(int, int)> lines = [];
        foreach (Range range in text.AsSpan().Split('\n'))
        {
            (int start, int length) = range.GetOffsetAndLength(text.Length);
            ReadOnlySpan<char> line = text.AsSpan(start, length);
            int lead = length - line.TrimStart().Length;
            lines.Add((start + lead, line.Trim().Length));
        }

        return lines;
    }

    // The 90th percentile, because pages with many short lines still have full lines.
    private static int UsualWidth(List<(int Start, int Length)> lines)
    {
        int[] lengths = [.. lines.Select(line => line.Length).Where(length => length > 0).Order()];
        return lengths.Length == 0 ? 0 : lengths[lengths.Length * 9 / 10];
    }

    // A title capitalizes its words; a numbered sentence does not.
    private static bool IsTitle(ReadOnlySpan<char> line)
    {
        int words = 0, capitals = 0;
        foreach (Range range in line.Split(' '))
        {
            ReadOnlySpan<char> word = line[range].Trim("\"'()[],.;:");
            if (word.Length > 3 && !WordLists.Stop.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
            {
                words++;
                capitals += char.IsUpper(word[0]) ? 1 : 0;
            }
        }

        // "Donovan, In Real Life" is a book's title after its author's name.
        ReadOnlySpan<char> last = line[(line.LastIndexOf(' ') + 1)..];
        return capitals * 3 > words * 2 && !last.EndsWith(",") && !WordLists.Stop.GetAlternateLookup<ReadOnlySpan<char>>().Contains(last) && !Author().IsMatch(line) && !Caption().IsMatch(line);
    }

    private static bool IsWhole(Sentence sentence)
    {
        string text = sentence.Text;
        int words = text.AsSpan().Count(' ') + 1;
        return words is >= 6 and <= 70
            && char.IsUpper(text.AsSpan().TrimStart("\"(")[0])
            && text.TrimEnd('"', '\'', ')', ']')[^1] is '.' or '?' or '!' or ':' or ';'
            && LowerWords().Count(text) >= words * .55
            && MisreadTokenFilter.Share(text) <= OddSentence
            && !SlashDate().IsMatch(text)
            && !WordLists.Redaction.Any(label => text.Contains(label, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"^(?:[\divxlIVXLOo°.,\s]{1,6}|[A-Z]-\d{1,3})$")]
    private static partial Regex NumberAlone();

    [GeneratedRegex(@"^\d{1,4}\s{1,6}(?=[A-Z@])")]
    private static partial Regex FootnoteStart();

    // "C. The IRA Targets U.S. Elections", "Section 3.2 Rent Adjustment.", "THE SPECIAL COUNSEL'S CHARGING DECISIONS"
    [GeneratedRegex(@"^(?:(?:[IVX]{1,5}|[A-Z]|\d{1,2}|[a-z]|[ivx]{1,4})\.\s+[A-Z][^.!?]{6,90}|(?:Section|Article|Exhibit|Appendix|Schedule)\s[\dIVX][\dIVX.]*\.?\s+[A-Z][^.!?]{3,60}\.?|(?=.{12,90}$)[A-Z][A-Z'’,&\-]*(?:\s[A-Z][A-Z'’,&\-]+|\s(?:OF|TO|A)){2,12})$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\b[a-z]{2,}\b")]
    private static partial Regex LowerWords();

    // "828 McGahn 3/8/18 302, at 5": what running text never says, and footnotes do.
    [GeneratedRegex(@"\b\d{1,2}/\d{1,2}/\d{2}\b")]
    private static partial Regex SlashDate();

    // The head of a court's paper is not the title of a part.
    [GeneratedRegex(@"\bCOURT\b|\bDISTRICT OF\b|^TABLE OF CONTENTS$")]
    private static partial Regex Caption();

    [GeneratedRegex(@"^[A-Z]\. [A-Z][a-z]+, ")]
    private static partial Regex Author();

    // Words of two columns do not make a sentence.
    [GeneratedRegex(@"\S[ \t]{4,}\S")]
    private static partial Regex ColumnGap();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
