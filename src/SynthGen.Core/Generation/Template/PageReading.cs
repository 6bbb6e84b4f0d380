using System.Buffers;
using System.Text.RegularExpressions;
using SynthGen.Generation.Template.Finders;
using SynthGen.Text;

namespace SynthGen.Generation.Template;

/// <summary>The headings of a page, and its sentences that are suitable for a question.</summary>
internal sealed partial class PageReading
{
    private const double OddLine = .34;
    private const double OddHeadLine = .15;
    private const int HeadLines = 3;
    private const double FullLine = .85;
    private const double ShortLine = .55;
    private const int ShortCitation = 24;
    private const double OddSentence = .12;
    private const double LeastProse = .55;
    private static readonly SearchValues<string> Redactions = SearchValues.Create([.. WordLists.Redaction], StringComparison.OrdinalIgnoreCase);

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
        // What stands before the first line is on another page.
        bool isEnded = page.Number == 1, beganWhole = isEnded;
        for (int i = 0; i < lines.Count; i++)
        {
            (int start, int length) = lines[i];
            ReadOnlySpan<char> line = text.AsSpan(start, length);
            if (line.IsEmpty || NumberAlone().IsMatch(line))
                continue;

            // A running head is misread differently on every page; a line of text is seldom so bad.
            double odd = MisreadTokenFilter.Share(line);
            bool spoilt = odd > OddLine || (++read <= HeadLines && odd > OddHeadLine);
            // So is a head that is set off by a blank line without the end of a sentence.
            spoilt |= read <= HeadLines && i + 1 < lines.Count && lines[i + 1].Length == 0 && !SentenceEnds.IsLineEnded(line);
            bool heading = Heading().IsMatch(line) && !BeginsWithLink(line) && !MisreadTokenFilter.Any(line) && IsTitle(line);
            // A title that fills its line, or stands right above words like its own, goes on in the next line.
            bool goesOn = length > width * FullLine || Continues(line, Following(text, lines, i + 1));
            if (heading && !goesOn)
                headings.Add(new Sentence(Blanks().Replace(line.ToString(), " ").TrimEnd('.', ' '), start, length));

            if (heading || spoilt)
            {
                EndPassage();
                isEnded = heading;
                continue;
            }

            if (FootnoteStart().IsMatch(line))
                EndPassage();
            if (passage.Count == 0)
                beganWhole = isEnded;
            passage.Add((start, length));
            isEnded = SentenceEnds.IsLineEnded(line);
            // "Daniels v." goes on in the next line.
            if (length < width * ShortLine && (isEnded || line[^1] != '.'))
                EndPassage();
        }

        EndPassage();
        return new PageReading(page, sentences, headings);

        void EndPassage()
        {
            bool isCut = !beganWhole;
            foreach (Sentence sentence in SentenceSplitter.Split(CleanText.Of(text, passage)))
            {
                bool isCitation = IsCitation(sentence.Text);
                if (sentences.Count > 0 && isCitation && Joined(text, sentences[^1], sentence) is { } supported)
                    sentences[^1] = supported;
                else if (!(isCitation && sentence.Text.AsSpan().Count(' ') < ShortCitation) && !(isCut && BeginsWithName(sentence.Text)) && IsWhole(sentence) && !ColumnGap().IsMatch(text.AsSpan(sentence.Start, sentence.Length)))
                    sentences.Add(sentence);
                isCut = false;
            }

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

    // Half of the text stands in lines of at most this width: pages with many short lines still have full lines, and a few
    // lines that were joined are not the measure of the others.
    private static int UsualWidth(List<(int Start, int Length)> lines)
    {
        int half = lines.Sum(line => line.Length) / 2, width = 0;
        foreach (int length in lines.Select(line => line.Length).Order())
        {
            width = length;
            half -= length;
            if (half < 0)
                break;
        }

        return width;
    }

    // The capital of a sentence's first word tells nothing if it begins a name: "Casey is a surprise" may be half of one.
    private static bool BeginsWithName(string sentence)
    {
        ReadOnlySpan<char> word = sentence.AsSpan(0, Math.Max(sentence.IndexOf(' '), 0)).Trim("\"'([,.;:");
        return !WordLists.Stop.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) && !WordLists.Opener.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
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
        bool isFirm = !line.ContainsAnyInRange('a', 'z') && WordLists.Organisation.GetAlternateLookup<ReadOnlySpan<char>>().Contains(last.TrimEnd('.'));
        return !isFirm && capitals * 3 > words * 2 && !last.EndsWith(",") && !WordLists.Stop.GetAlternateLookup<ReadOnlySpan<char>>().Contains(last) && !Author().IsMatch(line) && !Caption().IsMatch(line);
    }

    private static ReadOnlySpan<char> Following(string text, List<(int Start, int Length)> lines, int from)
    {
        int next = lines.FindIndex(from, line => line.Length > 0);
        return next < 0 ? default : text.AsSpan(lines[next].Start, lines[next].Length);
    }

    private static bool Continues(ReadOnlySpan<char> title, ReadOnlySpan<char> next) =>
        next.Length > 0 && next.Length <= title.Length && !title.EndsWith(".") && !next.EndsWith(".") && (BeginsWithLink(next) || !Heading().IsMatch(next))
        && (char.IsLower(next[0]) || (IsTitle(next) && title.ContainsAnyInRange('a', 'z') == next.ContainsAnyInRange('a', 'z')));

    // "AND HIS BOATS", "OF THE QUAY"
    private static bool BeginsWithLink(ReadOnlySpan<char> line) =>
        line.IndexOf(' ') is > 0 and int end && line[..end].ToString().ToLowerInvariant() is "and" or "or" or "of" or "for" or "to" or "in" or "by" or "with" or "on";

    private static bool IsWhole(Sentence sentence)
    {
        string text = sentence.Text;
        int words = text.AsSpan().Count(' ') + 1;
        return words is >= 6 and <= 70
            && char.IsUpper(text.AsSpan().TrimStart("\"(")[0])
            && SentenceEnds.IsLineEnded(text)
            && LowerCaseWords.Count(text) >= words * LeastProse
            && MisreadTokenFilter.Share(text) <= OddSentence
            && !(text.Contains('/') && SlashDate().IsMatch(text))
            && !Address().IsMatch(text)
            && AreBracketsPaired(text)
            && !text.AsSpan().ContainsAny(Redactions);
    }

    // A statement and the citations that support it are read as one.
    private static Sentence? Joined(string page, Sentence statement, Sentence citation)
    {
        int end = statement.Start + statement.Length;
        if (citation.Start < end || !page.AsSpan(end, citation.Start - end).IsWhiteSpace())
            return null;
        Sentence joined = new($"{statement.Text} {citation.Text}", statement.Start, citation.Start + citation.Length - statement.Start);
        return IsWhole(joined) ? joined : null;
    }

    private static bool IsCitation(string sentence) =>
        CitationFirst().IsMatch(sentence) || (LowerCaseWords.Count(sentence) < (sentence.AsSpan().Count(' ') + 1) * LeastProse && CitationFinder.Find(sentence).Any(found => found.Kind != "provision"));

    // A bracket that opens or closes alone is a sign of a cut sentence; that of "a)" or "(iii" at an item's head is not.
    private static bool AreBracketsPaired(string text)
    {
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '(')
                depth++;
            else if (text[i] == ')' && --depth < 0 && !ItemMark().IsMatch(text.AsSpan(0, i + 1)))
                return false;
            depth = Math.Max(depth, 0);
        }

        return depth == 0;
    }

    [GeneratedRegex(@"^(?:[\divxlIVXLOo°.,\s]{1,6}|[A-Z]-\d{1,3})$")]
    private static partial Regex NumberAlone();

    [GeneratedRegex(@"^\d{1,4}\s{1,6}(?=[A-Z@])")]
    private static partial Regex FootnoteStart();

    // "C. The IRA Targets U.S. Elections", "Section 3.2 Rent Adjustment.", "THE SPECIAL COUNSEL'S CHARGING DECISIONS"
    [GeneratedRegex(@"^(?:(?:[IVX]{1,5}|[A-Z]|\d{1,2}|[a-z]|[ivx]{1,4})\.\s+[A-Z][^.!?]{6,90}|(?:Section|Article|Exhibit|Appendix|Schedule)\s[\dIVX][\dIVX.]*\.?\s+[A-Z][^.!?]{3,60}\.?|(?=.{12,90}$)[A-Z][A-Z'’,&\-]*(?:\s[A-Z][A-Z'’,&\-]+|\s(?:OF|TO|A)){2,12})$")]
    private static partial Regex Heading();

    // "828 McGahn 3/8/18 302, at 5": what running text never says, and footnotes do.
    [GeneratedRegex(@"\b\d{1,2}/\d{1,2}/\d{2}\b")]
    private static partial Regex SlashDate();

    // "See Gannet, 12 F. 3d 345, 350 (opinion of Fitch, J.)": says nothing without the statement before it.
    [GeneratedRegex(@"^(?:(?:See(?:,? e\.g\.,?| also)?|Cf\.|But see|Accord) )?[A-Z][\w.&' \-]{0,70}, \d{1,4} (?:[A-Z][A-Za-z]{0,5}\. ?){1,3}")]
    private static partial Regex CitationFirst();

    // A footnote's web address.
    [GeneratedRegex(@"://|\bwww\.")]
    private static partial Regex Address();

    [GeneratedRegex(@"(?:^|\s)(?:[a-zA-Z]|[ivx]{1,5}|\d{1,3})\)$")]
    private static partial Regex ItemMark();

    // The head of a court's paper is not the title of a part.
    [GeneratedRegex(@"\b(?:COURT|CIRCUIT|ET AL|PETITIONERS?|RESPONDENTS?|APPELL(?:ANT|EE)S?)\b|\bDISTRICT OF\b|^TABLE OF CONTENTS$")]
    private static partial Regex Caption();

    [GeneratedRegex(@"^[A-Z]\. [A-Z][a-z]+, ")]
    private static partial Regex Author();

    // Words of two columns do not make a sentence.
    [GeneratedRegex(@"\S[ \t]{4,}\S")]
    private static partial Regex ColumnGap();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
