using SynthGen.Adapters.Retrieval;
using SynthGen.Documents;
using SynthGen.Documents.Marks;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Tests.Retrieval;

/// <summary>Which page is which in an index.</summary>
public sealed class PageIdentityTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_page_of_any_documents_is_found_by_its_key_alone()
    {
        string[] labels = ["i", "ii", "iv", "1", "2", "12", "12a", "12b", "A-1", "B-1", "v", "5", "05"];
        Random random = new(11);
        for (int round = 0; round < 40; round++)
        {
            List<OcrPage> pages = [];
            foreach (string source in ((string[])["", "ocr.txt", "a/ocr.txt", "b/ocr.txt", "b/lease.txt"]).Where(_ => random.Next(3) > 0))
            {
                string text = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(i => $"[{labels[random.Next(labels.Length)]}]\nPage {i} of '{source}' in round {round}.\n"));
                pages.AddRange(Cut(text, source));
            }

            using PageIndex index = await BuildAsync(pages, inFile: round % 4 == 0);
            Assert.Equal(pages.Count, index.Count);
            Assert.All(pages, page => Assert.Equal(Print(page), Print(index.Find(PageKey.Of(page))!)));
            Assert.All(pages, page => Assert.Contains(PageKey.Of(page), Search(index, page.Text, pages.Count)));
        }
    }

    [Fact]
    public async Task Equal_pages_come_in_the_order_of_their_document()
    {
        using PageIndex index = await BuildAsync(Cut("[i]\nsame text\n[ii]\nsame text\n[1]\nsame text\n[2]\nsame text\n[12a]\nsame text\n[12]\nsame text\n", "b"));
        foreach (string tool in (string[])["full_text_search", "vector_search"])
            Assert.Equal(["i", "ii", "1", "2", "12a", "12"], index.Search(tool, "same text", 9).Select(hit => hit.Label));
    }

    [Fact]
    public async Task Only_a_page_with_the_whole_key_of_another_is_left_out()
    {
        using PageIndexBuilder builder = new(new PageStoreFactory(), null, replace: false);
        Assert.True(builder.Add(new OcrPage(1, "one")));
        Assert.True(builder.Add(new OcrPage(1, "i", label: "i")));
        Assert.True(builder.Add(new OcrPage(1, "again", ordinal: 2)));
        Assert.False(builder.Add(new OcrPage(1, "twice", line: 7, confidence: .5)));
        using PageIndex index = await builder.CompleteAsync(default);
        Assert.Equal(3, index.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(0.43)]
    public async Task A_page_keeps_the_engines_confidence(double? confidence)
    {
        using PageIndex index = await BuildAsync([new OcrPage(1, "one", confidence: confidence)], inFile: true);
        Assert.Equal(confidence, index.Find(1, "")!.Confidence);
    }

    [Fact]
    public void A_file_of_version_1_serves_its_pages_to_rows_of_before_and_of_now()
    {
        string path = Path.Combine(_folder, "old.db");
        Version1File.Write(path, [new OcrPage(1, "The preface.", "ocr.txt", 3, "i"), new OcrPage(2, "The harbour lease.", "ocr.txt", 9), new OcrPage(2, "Another lease.", "other.txt")]);
        using PageIndex index = PageIndex.Open(new PageStoreFactory(), path, _ => null);
        Assert.Equal(3, index.Count);
        Assert.Equal("1|i|1|ocr.txt|3|The preface.", Print(index.Find(1, "ocr.txt")!));
        Assert.Equal("The harbour lease.", index.Find(new PageKey("scans/ocr.txt", 5, 2, null))!.Text);
        Assert.Equal("The preface.", index.Find(new PageKey("scans/ocr.txt", 1, 1, "i"))!.Text);
        Assert.Null(index.Find(new PageKey("", 2, 2, null)));
        PageHit hit = Assert.Single(index.Search("full_text_search", "preface", 5));
        Assert.Equal((1, "i", 1, "ocr.txt"), (hit.Page, hit.Label, hit.Ordinal, hit.Source));
    }

    private static PageKey[] Search(PageIndex index, string text, int top) =>
        [.. index.Search("full_text_search", text, top).Select(hit => new PageKey(hit.Source, hit.Ordinal, hit.Page, hit.Label))];

    private async Task<PageIndex> BuildAsync(IEnumerable<OcrPage> pages, bool inFile = false)
    {
        using PageIndexBuilder builder = new(new PageStoreFactory(), inFile ? Path.Combine(_folder, "pages.db") : null, replace: true);
        Assert.All(pages, page => Assert.True(builder.Add(page)));
        return await builder.CompleteAsync(default);
    }

    private static List<OcrPage> Cut(string text, string source)
    {
        using DocumentSplit split = new(source, new DocumentSplitOptions { Marker = PageMarker.FromPattern(@"\[(?<page>.+)\]") });
        split.Splitter.Write(text);
        split.Splitter.Complete();
        List<OcrPage> pages = [];
        while (split.TryRead(out OcrPage? page))
            pages.Add(page);
        return pages;
    }

    private static string Print(OcrPage page) => $"{page.Number}|{page.Label}|{page.Ordinal}|{page.Source}|{page.Line}|{page.Text}";
}
