using SynthGen.Documents;
using SynthGen.Documents.Cleaning;

namespace SynthGen.Core.Tests.Documents;

/// <summary>Heads of many forms are taken out, and the text below them stays.</summary>
public sealed class RunningHeadTests
{
    private static readonly string[] Nouns = ["tenant", "plant", "insurer", "seal", "notice", "court", "harbour", "compressor", "lender", "clerk", "pier"];
    private static readonly string[] Verbs = ["keeps", "repaired", "refused", "measured", "received", "examined", "described", "closed", "sold"];
    private static readonly string[] Ends = ["after the storm", "before the hearing", "without any delay", "for several years", "at its own cost", "by courier", "in writing"];

    public static TheoryData<string, Func<int, string>, Func<int, string>> Heads => new()
    {
        { "a stamp of four lines", i => $"Case 1:19-cr-00018-ABJ\nDocument 1\nFiled 01/24/19\nPage {i} of 24\n\nGannet Cold Storage v. Port Ellery Terminal", _ => "" },
        { "a stamp of four lines in another order", i => $"Page {i} of 24\nCase 1:19-cr-00018-ABJ\nDocument 188\nFiled 01/24/19\nGANNET COLD STORAGE LEASE", i => $"{i}" },
        { "a stamp of four lines and a head of two", i => $"Case 1:19-cr-00018-ABJ\nDocument 1\nFiled 01/24/19\nPage {i} of 24\nUnited States District Court\nTidewater District of New York", _ => "" },
        { "another court's stamp", i => $"FILED: TIDEWATER COUNTY CLERK 03/04/2019\n10:30 AM\nINDEX NO. 650123/2019\nNYSCEF DOC. NO. 12\nGannet Cold Storage v. Port Ellery", i => $"{i} of 24" },
        { "a stamp, a head and a number", i => $"Case 1:19-cr-00018-ABJ\nDocument 1\nFiled 01/24/19\nPage {i + 3} of 24\nGannet Cold Storage v. Port Ellery Terminal\n{i}", _ => "" },
        { "numbers left and right", i => i % 2 == 0 ? $"{i}    Gannet Cold Storage" : $"Gannet Cold Storage    {i}", _ => "" },
        { "numbers left and right of a head in small letters", i => i % 2 == 0 ? $"{i} The lease of the harbour warehouse" : $"The lease of the harbour warehouse {i}", _ => "" },
        { "two heads", i => i % 2 == 0 ? "HARBOR WAREHOUSE LEASE" : "Gannet Cold Storage, Inc.", i => $"- {i} -" },
        { "two heads with numbers", i => i % 2 == 0 ? $"{i} HARBOR WAREHOUSE LEASE" : $"Gannet Cold Storage, Inc. {i}", _ => "" },
        { "numbers above and below", i => i % 2 == 0 ? $"{i}" : "", i => i % 2 == 0 ? "" : $"{i}" },
        { "a number under a head, and over it", i => i % 2 == 0 ? $"{i}\nHARBOR WAREHOUSE LEASE" : $"HARBOR WAREHOUSE LEASE\n{i}", _ => "" },
        { "a number over a foot", _ => "", i => $"{i}\nGannet Cold Storage - Confidential" },
        { "a foot with a number", _ => "", i => $"Harbor Warehouse Lease - Page {i} of 24" },
        { "a German head", i => i % 2 == 0 ? $"{i}  Bericht des Ausschusses" : $"Drucksache 19/1234  {i}", _ => "" },
    };

    [Theory]
    [MemberData(nameof(Heads))]
    public void Heads_are_removed_and_text_stays(string name, Func<int, string> head, Func<int, string> foot)
    {
        foreach (int count in (int[])[8, 24, 90])
        {
            string[] bodies = [.. Enumerable.Range(1, count).Select(Body)];
            string[] cleaned = Clean(Enumerable.Range(1, count).Select(i => $"{head(i)}\n\n{bodies[i - 1]}\n\n{foot(i)}"));
            Assert.Equal((name, string.Join("\n---\n", bodies)), (name, string.Join("\n---\n", cleaned)));
        }
    }

    [Fact]
    public void Text_that_recurs_by_chance_stays()
    {
        // Paragraphs that begin pages with a number, titles that stand twice, and figures alone on a line.
        string[] pages = [.. Enumerable.Range(1, 40).Select(i => (i % 5) switch
        {
            0 => $"{i}. The {Nouns[i % 11]} {Verbs[i % 9]} {Ends[i % 7]}.\n{Body(i)}",
            1 => $"{(i % 2 == 0 ? "NOTICES" : "INSURANCE")} OF {Nouns[i % 11].ToUpperInvariant()}\n{Body(i)}",
            2 => $"{Body(i)}\n{i * i * 7 % 397}",
            3 => $"{i * i * 5 % 89}\n{Body(i)}",
            _ => $"Document {i} shows that the {Nouns[i % 11]} {Verbs[i % 9]}.\n{Body(i)}",
        })];
        Assert.Equal(pages, Clean(pages));
    }

    [Fact]
    public void A_line_below_a_stamp_stays_if_it_does_not_recur()
    {
        string[] bodies = [.. Enumerable.Range(1, 30).Select(i => $"{Nouns[i % 11].ToUpperInvariant()} {Ends[i % 7].ToUpperInvariant()}\n{Body(i)}")];
        Assert.Equal(bodies, Clean(bodies.Select((body, i) => $"Case 1:19-cr-00018-ABJ\nDocument 1\nFiled 01/24/19\nPage {i + 1} of 30\n{body}")));
    }

    private static string Body(int i) => string.Join(
        '\n',
        Enumerable.Range(0, 12).Select(line =>
        {
            int n = (i * 131) + (line * 37) + (i * line * 7);
            return $"The {Nouns[n % 11]} {Verbs[n / 3 % 9]} the {Nouns[n / 5 % 11]} {Ends[n / 2 % 7]} and the {Nouns[n / 11 % 11]} {Verbs[n / 7 % 9]} {(n * 7919) % 977} of them.";
        }));

    private static string[] Clean(IEnumerable<string> texts)
    {
        RunningHeadFilter filter = new();
        List<string> cleaned = [];
        int number = 0;
        foreach (string text in texts)
        {
            filter.Add(new OcrPage(++number, PageText.TrimBlankLines(text).ToString()));
            if (filter.TryRead(out OcrPage? ready))
                cleaned.Add(ready.Text);
        }

        while (filter.TryReadLast(out OcrPage? last))
            cleaned.Add(last.Text);
        return [.. cleaned];
    }
}
