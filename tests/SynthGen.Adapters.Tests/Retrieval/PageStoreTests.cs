using SynthGen.Adapters.Retrieval;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Tests.Retrieval;

public sealed class PageStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_found_is_in_the_order_of_words(bool inFile)
    {
        using PageIndex index = await BuildAsync(inFile,
            Page(3, "The master of the harbour spoke of the generator."), Page(1, "The Harbour Master wrote a letter."), Page(2, "Nothing of note."));
        Assert.Equal([1, 3], Find(index, "harbour master"));
        Assert.Equal([1], Find(index, "\"harbour master\""));
        Assert.Equal([1], Find(index, "“harbour master”"));
        Assert.Equal([3, 1], Find(index, "harbour generator"));
        Assert.Equal([1, 3], Find(index, "HÄRBOUR"));
        Assert.Empty(Find(index, "mast"));
        Assert.Equal([1, 2], index.Search("full_text_search", "harbour generator", 2).Select(hit => hit.Rank));
    }

    [Fact]
    public async Task Pages_with_all_words_come_before_better_scored_ones_and_scores_fall()
    {
        using PageIndex index = await BuildAsync(false,
            Page(1, "generator generator generator generator"), Page(2, "A generator " + Filler("stood") + " by the harbour."), Page(3, Filler("idle")), Page(4, Filler("idler")));
        IReadOnlyList<PageHit> hits = index.Search("full_text_search", "generator harbour", 5);
        Assert.Equal([2, 1], hits.Select(hit => hit.Page));
        Assert.True(hits[0].Score >= hits[1].Score);
    }

    [Fact]
    public async Task Equal_pages_come_by_source_and_number()
    {
        using PageIndex index = await BuildAsync(false, Page(2, "same text", "b"), Page(1, "same text", "b"), Page(10, "same text", "a"), Page(9, "same text", "a"));
        foreach (string tool in (string[])["full_text_search", "vector_search"])
        {
            Assert.Equal(
                [("a", 9), ("a", 10), ("b", 1), ("b", 2)],
                index.Search(tool, "same text", 9).Select(hit => (hit.Source, hit.Page)));
            Assert.Equal(9, Assert.Single(index.Search(tool, "same text", 1)).Page);
        }
    }

    [Fact]
    public async Task Words_broken_at_line_ends_are_found_whole()
    {
        using PageIndex index = await BuildAsync(false, Page(1, "It was an obstruc-\ntion of justice."));
        Assert.Equal([1], Find(index, "\"obstruction of justice\""));
        Assert.Contains("obstruc- tion", index.Search("full_text_search", "justice", 1)[0].Snippet);
    }

    [Theory]
    [InlineData("6.1")]
    [InlineData("NEAR(a b)")]
    [InlineData("a AND NOT b")]
    [InlineData("text : a")]
    [InlineData("a*")]
    [InlineData("^a")]
    [InlineData("a\" OR \"b")]
    [InlineData("\"")]
    [InlineData("'; DROP TABLE page; --")]
    [InlineData("{a b}:c")]
    [InlineData("-a +b")]
    [InlineData("\0a\0")]
    [InlineData("\uD800\uDC00\uDFFF")]
    [InlineData("")]
    [InlineData("\"\" \" \" \"\u0301\"")]
    [InlineData("😀 👍🏽 ٣ ⅷ \uE000")]
    public async Task Any_text_is_a_query(string query)
    {
        using PageIndex index = await BuildAsync(false, Page(1, "Section 6.1 a b"));
        foreach (string tool in (string[])["full_text_search", "vector_search"])
            Assert.InRange(index.Search(tool, query, 3).Count, 0, 1);
    }

    [Fact]
    public async Task Any_random_text_is_a_query()
    {
        using PageIndex index = await BuildAsync(false, Page(1, "Section 6.1 a b"), Page(2, "x"));
        string alphabet = "ab \"'*^:(){}[]+-.,;\\/\0\n\u00AD\u0301\uD83D\uDE00\uD800\uFFFD\u3042é½ANDORNEAT";
        Random random = new(5);
        for (int i = 0; i < 3000; i++)
        {
            string query = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            Assert.InRange(index.Search("full_text_search", query, 3).Count, 0, 2);
        }

        Assert.Equal([1], Find(index, "6.1 " + Filler("b") + string.Join(' ', Enumerable.Range(0, 5000).Select(i => $" w{i}")), expectedAtMost: 1));
    }

    [Fact]
    public async Task Pages_are_rebuilt_as_they_were()
    {
        OcrPage page = new(7, "a\0b \uD800 é 😀\nlast", "ein \"Name\".txt", 12345678901, "vii");
        using PageIndex index = await BuildAsync(true, page, Page(7, "x", ""), Page(8, "y"), Page(8, "y", "other"), new OcrPage(-2, ""));
        OcrPage found = index.Find(7, page.Source)!;
        Assert.Equal((page.Number, page.Text, page.Source, page.Line, page.Label), (found.Number, found.Text, found.Source, found.Line, found.Label));
        Assert.Equal("x", index.Find(7, "")!.Text);
        Assert.Null(index.Find(8, ""));
        Assert.Null(index.Find(9, "lease.txt"));
        Assert.Equal("", index.Find(-2, "")!.Text);
        Assert.Equal([7], Find(index, "last"));
    }

    [Fact]
    public async Task A_file_answers_as_its_builder_did_and_is_the_same_each_time()
    {
        OcrPage[] pages = [.. Enumerable.Range(1, 40).Select(i => Page(i, $"Warehouse {i} of the harbour, generator {i % 7}, lease {i % 5}, tenant {i % 3}."))];
        using PageIndex index = await BuildAsync(true, pages);
        using PageIndex again = await BuildAsync(false, pages);
        using PageIndex opened = PageIndex.Open(new PageStoreFactory(), index.Path!, _ => null);
        foreach (string tool in (string[])["full_text_search", "vector_search"])
        {
            IReadOnlyList<PageHit> hits = index.Search(tool, "generator of tenant 2", 10);
            Assert.NotEmpty(hits);
            Assert.Equal(hits, opened.Search(tool, "generator of tenant 2", 10));
            Assert.Equal(hits, again.Search(tool, "generator of tenant 2", 10));
        }
    }

    [Fact]
    public async Task Many_threads_search_at_a_time()
    {
        using PageIndex index = await BuildAsync(false, [.. Enumerable.Range(1, 50).Select(i => Page(i, $"page number n{i} of the lease"))]);
        int wrong = 0;
        Parallel.For(0, 2000, i => Interlocked.Add(ref wrong, Find(index, $"n{i % 50 + 1}") is [var page] && page == i % 50 + 1 ? 0 : 1));
        Assert.Equal(0, wrong);
    }

    [Fact]
    public async Task What_is_not_completed_leaves_nothing()
    {
        string path = Path.Combine(_folder, "doc.db");
        using (PageIndexBuilder builder = new(new PageStoreFactory(), path, replace: false))
        {
            Assert.True(builder.Add(Page(1, "a")));
            Assert.False(builder.Add(Page(1, "b")));
            Assert.Single(Directory.GetFiles(_folder));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => builder.CompleteAsync(new CancellationToken(canceled: true)));
        }

        Assert.Empty(Directory.GetFiles(_folder));
        File.WriteAllText(path, "earlier");
        using (PageIndexBuilder builder = new(new PageStoreFactory(), path, replace: false))
        {
            builder.Add(Page(1, "a"));
            await Assert.ThrowsAnyAsync<IOException>(() => builder.CompleteAsync(default));
        }

        Assert.Equal("earlier", File.ReadAllText(Assert.Single(Directory.GetFiles(_folder))));
    }

    [Fact]
    public async Task What_is_no_index_is_said_to_be_none()
    {
        string path = Path.Combine(_folder, "doc.db");
        File.WriteAllText(path, "no database at all, but long enough to have a header of one hundred bytes, which is what SQLite looks at first");
        Assert.Throws<InvalidDataException>(() => Open(path));
        File.WriteAllBytes(path, []);
        Assert.Throws<InvalidDataException>(() => Open(path));
        Assert.ThrowsAny<IOException>(() => Open(path + ".absent"));

        File.Delete(path);
        (await BuildAsync(true, Page(1, new string('a', 100_000)))).Dispose();
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        Assert.Throws<InvalidDataException>(() =>
        {
            using PageIndex index = Open(path);
            index.Search("vector_search", "a", 1);
            index.Find(1, "");
        });

        static PageIndex Open(string path) => PageIndex.Open(new PageStoreFactory(), path, _ => null);
    }

    [Theory]
    [InlineData("5,000")]
    [InlineData("5000")]
    [InlineData("\"of $5,000\"")]
    [InlineData("\"of $5000\"")]
    public async Task A_figure_is_found_with_and_without_its_commas(string query)
    {
        using PageIndex index = await BuildAsync(false, Page(1, "A deposit of $5,000 fell due."), Page(2, "A deposit of $5000 fell due."), Page(3, "Lots 5 and 000."));
        Assert.Equal([1, 2], Find(index, query).Order());
    }

    [Fact]
    public async Task A_figure_weighs_as_much_however_it_is_written()
    {
        using PageIndex index = await BuildAsync(false, Page(1, "A deposit of $5,000 fell due."), Page(2, "No deposit fell due, not even of 5."));
        Assert.Equal(index.Search("full_text_search", "deposit 5000", 9).Select(Found), index.Search("full_text_search", "deposit 5,000", 9).Select(Found));
        Assert.Equal(index.Search("vector_search", "deposit 5000", 9).Select(Found), index.Search("vector_search", "deposit 5,000", 9).Select(Found));

        static (int, double) Found(PageHit hit) => (hit.Page, hit.Score);
    }

    [Fact]
    public void A_figure_is_found_in_an_index_that_was_built_before_its_digits_were_joined()
    {
        string path = Path.Combine(_folder, "old.db");
        Version1File.Write(path, [Page(1, "A deposit of $5,000 fell due."), Page(2, "Nothing of note.")]);
        using IPageStore store = new PageStoreFactory().Open(path);
        Assert.Equal([0], store.FindWords("5,000", 9).Select(hit => hit.Row));
        Assert.Equal([0], store.FindWords("\"of $5,000\" deposit", 9).Select(hit => hit.Row));
    }

    [Theory]
    [InlineData("Kläger")]
    [InlineData("KLAGER")]
    [InlineData("ﬁle")]
    [InlineData("don't")]
    [InlineData("第七条")]
    [InlineData("\"note 6.1\"")]
    public void An_index_of_the_first_version_is_searched_by_the_words_that_it_holds(string query)
    {
        string path = Path.Combine(_folder, "old.db");
        Version1File.Write(path, [Page(1, "Nothing."), Page(2, "Der Kläger: a ﬁle, don’t, 第七条, note 6.1")]);
        using IPageStore store = new PageStoreFactory().Open(path);
        Assert.Equal([1], store.FindWords(query, 9).Select(hit => hit.Row));
    }

    private async Task<PageIndex> BuildAsync(bool inFile, params OcrPage[] pages)
    {
        using PageIndexBuilder builder = new(new PageStoreFactory(), inFile ? Path.Combine(_folder, "doc.db") : null, replace: false);
        Assert.All(pages, page => Assert.True(builder.Add(page)));
        return await builder.CompleteAsync(default);
    }

    private static int[] Find(PageIndex index, string query, int expectedAtMost = 10) =>
        [.. index.Search("full_text_search", query, expectedAtMost).Select(hit => hit.Page)];

    private static OcrPage Page(int number, string text, string source = "lease.txt") => new(number, text, source);

    private static string Filler(string word) => string.Join(' ', Enumerable.Repeat(word, 60));
}
