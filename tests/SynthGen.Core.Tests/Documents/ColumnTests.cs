using System.Text;
using SynthGen.Documents;
using SynthGen.Documents.Measures;

namespace SynthGen.Core.Tests.Documents;

/// <summary>Pages whose two columns were read across are found; what only looks like columns is not.</summary>
public sealed class ColumnTests
{
    private const string English =
        "The tenant shall keep the refrigeration plant in good repair, and shall test the seals of the ammonia pump before the first day of each quarter. " +
        "The surveyor found that the valve had failed twice because its spring was worn, and that nobody had recorded the first failure. " +
        "Thulvik refused to replace the compressor until the insurer agreed to bear the cost of the clean-up, which the port had ordered on the day of the accident. " +
        "The court held that a party who knows of a defect and does not disclose it cannot rely on the limit of liability in the ninth article of the lease. ";

    private const string German =
        "Die Klägerin verlangt die Rückzahlung der Gebühren, weil die Beklagte den Zustand der Kühlanlage bei Abschluss des Vertrages verschwiegen habe. " +
        "Der Sachverständige stellte fest, dass die Feder des Ventils gebrochen war und dass der erste Ausfall in keinem Bericht erwähnt wird. " +
        "Das Gericht hat die Kosten des Verfahrens nach dem Verhältnis des Obsiegens verteilt und die Berufung gegen das Urteil nicht zugelassen. ";

    private const string Russian =
        "Арендатор обязан содержать холодильную установку в исправном состоянии и проверять уплотнения насоса перед началом каждого квартала. " +
        "Эксперт установил, что клапан дважды вышел из строя из-за износа пружины и что первый отказ не был записан в журнале. ";

    [Theory]
    [InlineData(English, 44, 4, 0)]
    [InlineData(English, 60, 3, 0)]
    [InlineData(English, 36, 2, 0)]
    [InlineData(English, 44, 6, 12)]
    [InlineData(German, 44, 4, 0)]
    [InlineData(German, 48, 4, 9)]
    [InlineData(Russian, 44, 4, 0)]
    public void Two_columns_read_across_are_found(string text, int width, int gap, int indent)
    {
        string page = Across(Wrap(text + text, width), Wrap(text[(text.Length / 3)..] + text, width), width + gap, indent);
        Assert.True(ColumnDetector.IsReadAcross(page), page);
        Assert.True(ColumnDetector.IsReadAcross($"          REPORT ON THE HARBOUR ACCIDENT\n\nSubmitted to the court with all of its exhibits on the first of March in two volumes.\n\n{page}\n\n{new string(' ', 48)}12"), page);
        Assert.InRange(new OcrPage(1, page).Quality, 0.3, 0.5);
    }

    [Fact]
    public void Columns_whose_lines_stand_at_different_heights_are_found()
    {
        string[] left = Wrap(English, 44), right = Wrap(English[100..], 44);
        StringBuilder page = new();
        for (int i = 0; i < Math.Min(left.Length, right.Length); i++)
            page.Append(left[i]).Append('\n').Append(' ', 50).Append(right[i]).Append('\n');
        Assert.True(ColumnDetector.IsReadAcross(page.ToString()));
    }

    public static TheoryData<string, string> Others => new()
    {
        { "one column", string.Join('\n', Wrap(English + English, 80)) },
        { "justified", string.Join('\n', Wrap(English + English, 80).Select(line => line.Replace("the ", "the   ", StringComparison.Ordinal))) },
        { "one after the other", string.Join('\n', [.. Wrap(English, 44), .. Wrap(English, 44).Select(line => new string(' ', 50) + line)]) },
        { "a quotation", string.Join('\n', [.. Wrap(English, 80), .. Wrap(English, 50).Select(line => new string(' ', 24) + line), .. Wrap(English, 80)]) },
        { "a table", Rows("cold storage of frozen goods", "northern quay of the port", "paid by the tenant in full") },
        { "a table of terms", Across([.. Enumerable.Range(0, 20).Select(i => i % 4 == 0 ? "the base rent" : "")], Wrap(English, 50), 30, 0) },
        { "figures", Rows("rent for the cold store", "in dollars for the year 2017", "4,250.00 2,100.00 3,000.00") },
        { "contents", string.Join('\n', Enumerable.Range(1, 20).Select(i => $"the duties of the tenant in part {i} of it   ..........................   {i}")) },
        { "an index of two columns", Across([.. Enumerable.Range(1, 30).Select(i => $"rent, abatement of the, {i}, {i + 3}")], [.. Enumerable.Range(1, 30).Select(i => $"seals, tests of the, {i}, {i + 3}")], 50, 0) },
        { "signatures", Across([.. Enumerable.Range(1, 12).Select(i => $"By: __________ for party {i}")], [.. Enumerable.Range(1, 12).Select(i => $"By: __________ for party {i + 12}")], 50, 0) },
        { "a caption", "UNITED STATES DISTRICT COURT\n" + string.Join('\n', Enumerable.Range(1, 14).Select(i => (i % 3 == 0 ? "GANNET COLD STORAGE, INC., and others" : "          Plaintiff and Counterclaim-Defendant,").PadRight(50) + (i == 7 ? ")   Civil Action No. 21-cv-04417 (OMT)" : ")"))) },
        { "questions", string.Join('\n', Enumerable.Range(1, 25).Select(i => $"{i}    {(i % 2 == 0 ? "Q.   And did you see the valve fail before" : "A.   I saw that it had been repaired by then")}")) },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Other_layouts_are_not_taken_for_columns(string name, string page) =>
        Assert.Equal((name, false), (name, ColumnDetector.IsReadAcross(page)));

    [Fact]
    public void A_warning_counts_the_pages_and_names_the_remedy()
    {
        string page = Across(Wrap(English, 44), Wrap(English[200..], 44), 48, 0);
        using DocumentSplit split = new("doc", new DocumentSplitOptions { CollapseSpace = true });
        for (int i = 1; i <= 8; i++)
            split.Splitter.Write($"=== PAGE {i} ===\n{(i == 1 ? English : page)}\n");
        split.Splitter.Complete();
        List<OcrPage> pages = [];
        while (split.TryRead(out OcrPage? next))
            pages.Add(next);

        // Collapsed blanks hide the gutter, but not the fault.
        Assert.Equal(1, pages[0].Quality);
        Assert.All(pages.Skip(1), next => Assert.InRange(next.Quality, 0.4, 0.5));
        Assert.Equal(
            "7 pages were read across two columns (2, 3, 4, 5, 6, …): sentences are mixed, so Quality is halved. " +
            "Extract the text again in reading order: pdftotext without -layout, or tesseract with --psm 1.",
            Assert.Single(split.Warnings()));
    }

    private static string Rows(params string[] cells) =>
        string.Join('\n', Enumerable.Range(1, 24).Select(i => string.Concat(cells.Select((cell, column) => cell[..^(i * (column + 3) % 9)].PadRight(34)))));

    private static string Across(string[] left, string[] right, int gutter, int indent) => string.Join(
        '\n',
        Enumerable.Range(0, Math.Min(left.Length, right.Length)).Select(i => new string(' ', indent) + left[i].PadRight(gutter) + right[i]));

    private static string[] Wrap(string text, int width)
    {
        List<string> lines = [""];
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines[^1].Length + word.Length >= width)
                lines.Add(word);
            else
                lines[^1] += lines[^1].Length == 0 ? word : $" {word}";
        }

        return [.. lines];
    }
}
