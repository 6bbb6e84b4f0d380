using SynthGen.Adapters.Retrieval;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Tests.Retrieval;

public sealed class PostingSearchTests : IDisposable
{
    private const int Top = 7;

    private static readonly string[] Words =
        ["the", "of", "harbour", "harbours", "harbor", "master", "rent", "6.1", "5,000", "§", "don't", "Kläger", "第七条の規定", "第七", "규정은", "O'Neill", "a-b", "x"];

    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("synthgen-").FullName, "doc.db");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Fact]
    public async Task Lists_find_what_SQLite_finds_with_the_same_scores()
    {
        StableWords random = new();
        using PageIndexBuilder builder = new(new PageStoreFactory(), _path, replace: false);
        for (int page = 1; page <= 60; page++)
            builder.Add(new OcrPage(page, random.Text(page % 7 * 12), "doc.txt", 1));
        (await builder.CompleteAsync(default)).Dispose();

        PageFile file = new(_path);
        using PageReader sql = new(file.Connect(), file.Tables);
        PostingSearch search = new(60, term => sql.Weigh(term, 60));
        for (int i = 0; i < 3000; i++)
        {
            string text = random.Text(1 + i % 6);
            QueryTerms terms = file.Tables.ReadQuery(i % 3 == 0 ? $"\"{text}\"" : i % 3 == 1 ? text : $"{random.Text(1)} \"{random.Text(2)}\" {random.Text(1)[..1]}");
            Compare(terms.All, " AND ", terms.All.Count);
            Compare(terms.Any, " OR ", 1);
        }

        void Compare(IReadOnlyList<string> terms, string joint, int least)
        {
            if (terms.Count > 0)
                Assert.Equal(sql.Find(string.Join(joint, terms), Top, 60), search.Find(terms, least, Top));
        }
    }

    [Fact]
    public async Task An_index_that_is_searched_often_goes_on_finding_the_same()
    {
        using PageIndexBuilder builder = new(new PageStoreFactory(), null, replace: false);
        foreach (int page in Enumerable.Range(1, 9))
            builder.Add(new OcrPage(page, page % 2 == 0 ? $"The rent of pier {page} is due." : "The harbour master wrote of the rent.", "doc.txt", 1));
        using PageIndex index = await builder.CompleteAsync(default);
        (int, double, string)[] first = Found();
        Assert.NotEmpty(first);
        for (int i = 0; i < 40; i++)
            Assert.Equal(first, Found());
        Assert.Equal(first[0].Item1, Enumerable.Range(1, 9).Single(page => ((IPageIndex)index).RankOf(new("doc.txt", page, page, $"{page}"), "full_text_search", "rent of pier 4", 9) == 1));

        (int, double, string)[] Found() => [.. index.Search("full_text_search", "rent of pier 4", 9).Select(hit => (hit.Page, hit.Score, hit.Snippet))];
    }

    // Words by turns, so that each run has the same pages.
    private sealed class StableWords
    {
        private uint _state = 1;

        public string Text(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Words[((_state = _state * 1664525 + 1013904223) >> 16) % Words.Length]));
    }
}
