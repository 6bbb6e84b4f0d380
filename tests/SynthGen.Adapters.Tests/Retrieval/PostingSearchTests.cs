using CsCheck;
using Microsoft.Data.Sqlite;
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
        await BuildAsync(Enumerable.Range(1, 60).Select(page => random.Text(page % 7 * 12)));

        using PageReader sql = OpenVersion2();
        using IPageStore stored = new PageStoreFactory().Open(_path);
        PostingSearch computed = new(60, term => sql.Weigh(term.Expression, 60)), lists = ((PageStore)stored).Postings;
        int found = 0;
        for (int i = 0; i < 3000; i++)
        {
            string text = random.Text(1 + i % 6);
            QueryTerms terms = WordQuery.Read(i % 3 == 0 ? $"\"{text}\"" : i % 3 == 1 ? text : $"{random.Text(1)} \"{random.Text(2)}\" {random.Text(1)[..1]}");
            foreach (PostingSearch search in (PostingSearch[])[computed, lists])
            {
                if (terms.All.Count > 0)
                    found += AssertSame(Find(sql, " AND ", terms.All, Top, 60), search.FindAll(terms.All, Top));
                if (terms.Any.Count > 0)
                    AssertSame(Find(sql, " OR ", terms.Any, Top, 60), search.FindAny(terms.Any, Top));
            }
        }

        Assert.True(found > 1000);
    }

    [Fact]
    public async Task Phrases_and_beginnings_of_words_are_found_where_SQLite_finds_them()
    {
        // Few words, so that phrases stand on a page several times, one within the other too.
        await Gen.Select(Gen.OneOf(Gen.Const("a"), Gen.Const("b"), Gen.Const("ab"), Gen.Const("b1"), Gen.Const("c")).Array[0, 40].Array[1, 40], Gen.OneOf(Gen.Const("a"), Gen.Const("b"), Gen.Const("ab"), Gen.Const("c"), Gen.Const("x")).Array[1, 4].Array[60])
            .SampleAsync(async (pages, phrases) =>
            {
                await BuildAsync(pages.Select(words => string.Join(' ', words)));
                using PageReader sql = OpenVersion2();
                using IPageStore stored = new PageStoreFactory().Open(_path);
                PostingSearch lists = ((PageStore)stored).Postings;
                foreach ((int i, string[] words) in phrases.Index())
                {
                    QueryTerm[] terms = [QueryTerm.Of(words, isPrefix: i % 2 == 0)];
                    AssertSame(Find(sql, " OR ", terms, Top, pages.Length), lists.FindAny(terms, Top));
                }
            }, iter: 40, threads: 1);
    }

    [Fact]
    public async Task Pages_that_are_left_out_are_none_of_the_best()
    {
        // Words as frequent as in a language: the second half as often as the first, and so on; pages of very different lengths.
        await Gen.Select(Gen.Double[0, 1].Select(x => $"w{(int)(200 * Math.Pow(x, 4))}").Array[0, 60].Array[200, 400], Gen.Double[0, 1].Select(x => $"w{(int)(230 * x * x)}").Array[1, 9].Array[30], Gen.Int[1, 30])
            .SampleAsync(async (pages, queries, top) =>
            {
                await BuildAsync(pages.Select(words => string.Join(' ', words)));
                using PageReader sql = OpenVersion2();
                using IPageStore stored = new PageStoreFactory().Open(_path);
                PostingSearch lists = ((PageStore)stored).Postings;
                foreach (string[] words in queries)
                {
                    QueryTerm[] terms = [.. words.Distinct().Select(word => QueryTerm.Of([word]))];
                    AssertSame(Find(sql, " OR ", terms, top, pages.Length), lists.FindAny(terms, top));
                    AssertSame(Find(sql, " AND ", terms, top, pages.Length), lists.FindAll(terms, top));
                }
            }, iter: 25, threads: 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6_000)]
    [InlineData(10_000_000)]
    public void Lists_hold_what_SQLites_index_holds_in_as_many_parts_as_it_takes(int most)
    {
        StableWords random = new();
        string[] texts = [.. Enumerable.Range(0, 90).Select(page => SynthGen.Retrieval.IndexWords.Of(random.Text(page % 9 * 12)))];
        using SqliteConnection connection = PageDatabase.Connect(_path, SqliteOpenMode.ReadWriteCreate);
        connection.Run(PageTables.Latest.Definition);
        using (PostingWriter writer = new(connection, most))
        {
            foreach ((int place, string text) in texts.Index())
                writer.Add(place, text);
            writer.Store();
        }

        connection.Run("CREATE VIRTUAL TABLE temp.page_words USING fts5(text, content='', tokenize='ascii'); CREATE VIRTUAL TABLE temp.instance USING fts5vocab(page_words, instance)");
        foreach ((int place, string text) in texts.Index())
            connection.Run($"INSERT INTO temp.page_words(rowid, text) VALUES ({place}, '{text}')");
        ILookup<string, (int Page, int Position)> expected = Read("SELECT term, doc, offset FROM temp.instance ORDER BY term, doc, offset", row => (row.GetString(0), (row.GetInt32(1), row.GetInt32(2))))
            .ToLookup(entry => entry.Item1, entry => entry.Item2);
        ILookup<string, int> parts = Read("SELECT word, first FROM page_posting ORDER BY word, first", row => (row.GetString(0), row.GetInt32(1))).ToLookup(entry => entry.Item1, entry => entry.Item2);
        Assert.Equal(expected.Select(word => word.Key), parts.Select(word => word.Key));
        using PageReader lists = new(PageDatabase.Connect(_path, SqliteOpenMode.ReadOnly), PageTables.Latest);
        WordWeights weights = new(lists.ReadLengths(texts.Length));
        foreach (IGrouping<string, (int Page, int Position)> word in expected)
        {
            PostingList list = lists.ReadList(QueryTerm.Of([word.Key]), weights);
            list.Positions = lists.ReadPositions(word.Key);
            PositionReader positions = new(list, weights.Lengths);
            Assert.Equal(word, list.Pages.SelectMany(page => positions.Read(page).ToArray().Select(position => (page, position))));
        }

        Assert.Equal(most > 1_000_000, parts.All(word => word.Count() == 1));
        Assert.Equal(most == 1, parts.All(word => word.Count() == expected[word.Key].DistinctBy(place => place.Page).Count()));

        IReadOnlyList<T> Read<T>(string query, Func<SqliteDataReader, T> read)
        {
            using SqliteCommand command = connection.Command(query);
            using SqliteDataReader rows = command.ExecuteReader();
            List<T> all = [];
            while (rows.Read())
                all.Add(read(rows));
            return all;
        }
    }

    [Fact]
    public void Numbers_are_skipped_as_they_are_read() =>
        Gen.Select(Gen.OneOf(Gen.UInt[0, 200], Gen.UInt).Array[0, 200], Gen.Int[0, 200]).Sample((numbers, skipped) =>
        {
            byte[] bytes = new byte[numbers.Length * PostingFormat.MostBytesOfNumber];
            int length = 0;
            foreach (uint number in numbers)
                length += PostingFormat.WriteNumber(bytes.AsSpan(length), number);
            int at = 0;
            if (skipped > numbers.Length)
            {
                Assert.Throws<InvalidDataException>(() => PostingFormat.Skip(bytes.AsSpan(0, length), ref at, skipped));
                return;
            }

            PostingFormat.Skip(bytes.AsSpan(0, length), ref at, skipped);
            foreach (uint number in numbers.AsSpan(skipped))
                Assert.Equal(number, PostingFormat.ReadNumber(bytes.AsSpan(0, length), ref at));
            Assert.Equal(length, at);
        }, iter: 5000);

    [Fact]
    public void Every_list_is_read_as_it_was_written() =>
        Gen.Select(Gen.Int[0, 1_000_000_000], Gen.Int[1, int.MaxValue]).Array[0, 50].Sample(pages =>
        {
            byte[] bytes = new byte[pages.Length * PostingFormat.MostBytes];
            int length = 0;
            foreach ((int distance, int count) in pages)
                length += PostingFormat.Write(bytes.AsSpan(length), distance, count);
            List<(int, int)> read = [];
            for (int at = 0; at < length;)
                read.Add(PostingFormat.Read(bytes.AsSpan(0, length), ref at));
            Assert.Equal(pages, read);
        });

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task An_index_that_is_searched_often_goes_on_finding_the_same(int version)
    {
        await BuildAsync(Enumerable.Range(1, 9).Select(page => page % 2 == 0 ? $"The rent of pier {page} is due." : "The harbour master wrote of the rent."));
        if (version == 2)
            Version2File.Make(_path);

        using PageIndex index = PageIndex.Open(new PageStoreFactory(), _path, _ => null);
        (int, double, string)[] first = Found();
        Assert.NotEmpty(first);
        for (int i = 0; i < 40; i++)
            Assert.Equal(first, Found());
        Assert.Equal(first[0].Item1, Enumerable.Range(1, 9).Single(page => ((IPageIndex)index).RankOf(new("doc.txt", page, page, $"{page}"), "full_text_search", "rent of pier 4", 9) == 1));

        (int, double, string)[] Found() => [.. index.Search("full_text_search", "rent of pier 4", 9).Select(hit => (hit.Page, hit.Score, hit.Snippet))];
    }

    private static int AssertSame(IReadOnlyList<RowScore> expected, IReadOnlyList<RowScore> found)
    {
        Assert.Equal(expected, found);
        return found.Count;
    }

    private static IReadOnlyList<RowScore> Find(PageReader sql, string joined, IReadOnlyList<QueryTerm> terms, int top, int pages) =>
        sql.Find(string.Join(joined, terms.Select(term => term.Expression)), top, pages);

    // The same pages with an FTS5 index in place of the lists.
    private PageReader OpenVersion2()
    {
        string path = _path + ".2";
        File.Copy(_path, path, overwrite: true);
        Version2File.Make(path);
        PageFile file = new(path);
        return new PageReader(file.Connect(), file.Tables);
    }

    private async Task BuildAsync(IEnumerable<string> texts)
    {
        using PageIndexBuilder builder = new(new PageStoreFactory(), _path, replace: true);
        foreach ((int page, string text) in texts.Index())
            builder.Add(new OcrPage(page + 1, text, "doc.txt", 1));
        (await builder.CompleteAsync(default)).Dispose();
    }

    // Words by turns, so that each run has the same pages.
    private sealed class StableWords
    {
        private uint _state = 1;

        public string Text(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Words[((_state = _state * 1664525 + 1013904223) >> 16) % Words.Length]));
    }
}
