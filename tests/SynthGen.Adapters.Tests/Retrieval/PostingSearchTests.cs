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

        PageFile file = new(_path);
        using PageReader sql = new(file.Connect(), file.Tables);
        using IPageStore stored = new PageStoreFactory().Open(_path);
        PostingSearch computed = new(60, term => sql.Weigh(term, 60)), lists = ((PageStore)stored).Postings;
        for (int i = 0; i < 3000; i++)
        {
            string text = random.Text(1 + i % 6);
            QueryTerms terms = file.Tables.ReadQuery(i % 3 == 0 ? $"\"{text}\"" : i % 3 == 1 ? text : $"{random.Text(1)} \"{random.Text(2)}\" {random.Text(1)[..1]}");
            foreach (PostingSearch search in (PostingSearch[])[computed, lists])
            {
                if (terms.All.Count > 0)
                    Assert.Equal(sql.Find(string.Join(" AND ", terms.All), Top, 60), search.FindAll(terms.All, Top));
                if (terms.Any.Count > 0)
                    Assert.Equal(sql.Find(string.Join(" OR ", terms.Any), Top, 60), search.FindAny(terms.Any, Top));
            }
        }
    }

    [Fact]
    public async Task Pages_that_are_left_out_are_none_of_the_best()
    {
        // Words as frequent as in a language: the second half as often as the first, and so on; pages of very different lengths.
        await Gen.Select(Gen.Double[0, 1].Select(x => $"w{(int)(200 * Math.Pow(x, 4))}").Array[0, 60].Array[200, 400], Gen.Double[0, 1].Select(x => $"w{(int)(230 * x * x)}").Array[1, 9].Array[30], Gen.Int[1, 30])
            .SampleAsync(async (pages, queries, top) =>
            {
                await BuildAsync(pages.Select(words => string.Join(' ', words)));
                PageFile file = new(_path);
                using PageReader sql = new(file.Connect(), file.Tables);
                using PageStore store = new(file.Connect, file.Tables, null);
                foreach (string[] words in queries)
                {
                    string[] terms = [.. words.Distinct().Select(word => $"\"{word}\"")];
                    Assert.Equal(sql.Find(string.Join(" OR ", terms), top, pages.Length), store.Postings.FindAny(terms, top));
                    Assert.Equal(sql.Find(string.Join(" AND ", terms), top, pages.Length), store.Postings.FindAll(terms, top));
                }
            }, iter: 25, threads: 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(1_000_000)]
    public async Task Lists_hold_what_SQLites_index_holds_in_as_many_parts_as_it_takes(int most)
    {
        StableWords random = new();
        string[] texts = [.. Enumerable.Range(0, 90).Select(page => SynthGen.Retrieval.IndexWords.Of(random.Text(page % 9 * 12)))];
        using SqliteConnection connection = PageDatabase.Connect(_path, SqliteOpenMode.ReadWriteCreate);
        connection.Run(PageTables.Latest.Definition);
        using (PostingWriter writer = new(connection, most))
        {
            foreach ((int place, string text) in texts.Index())
            {
                connection.Run($"INSERT INTO page_words(rowid, text) VALUES ({place}, '{text}')");
                writer.Add(place, text);
            }

            writer.Store();
        }

        connection.Run("CREATE VIRTUAL TABLE temp.instance USING fts5vocab(main, page_words, instance)");
        using PageReader reader = new(PageDatabase.Connect(_path, SqliteOpenMode.ReadOnly), PageTables.Latest);
        WordWeights weights = new(reader.ReadLengths(texts.Length));
        ILookup<string, int> expected = Read("SELECT term, doc FROM temp.instance ORDER BY term, doc", row => (row.GetString(0), row.GetInt32(1))).ToLookup(entry => entry.Item1, entry => entry.Item2);
        Assert.Equal(expected.Select(word => word.Key).Order(StringComparer.Ordinal), Read("SELECT DISTINCT word FROM page_posting", row => row.GetString(0)).Order(StringComparer.Ordinal));
        foreach (IGrouping<string, int> word in expected)
            Assert.Equal(word.Distinct(), reader.ReadList(word.Key, weights).Pages);
        Assert.Equal(most > 1000, Read("SELECT count(*) = count(DISTINCT word) FROM page_posting", row => row.GetBoolean(0)).Single());

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
    public void Every_list_is_read_as_it_was_written() =>
        Gen.Select(Gen.Int[0, 1_000_000_000], Gen.Int[1, int.MaxValue]).Array[0, 50].Sample(pages =>
        {
            byte[] bytes = new byte[pages.Length * PostingFormat.MostBytes];
            int length = 0;
            foreach ((int distance, int count) in pages)
                length += PostingFormat.Write(bytes.AsSpan(length), distance, count);
            ReadOnlySpan<byte> list = bytes.AsSpan(0, length);
            List<(int, int)> read = [];
            while (!list.IsEmpty)
                read.Add(PostingFormat.Read(ref list));
            Assert.Equal(pages, read);
        });

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task An_index_that_is_searched_often_goes_on_finding_the_same(int version)
    {
        await BuildAsync(Enumerable.Range(1, 9).Select(page => page % 2 == 0 ? $"The rent of pier {page} is due." : "The harbour master wrote of the rent."));
        if (version == 2)
        {
            using SqliteConnection connection = PageDatabase.Connect(_path, SqliteOpenMode.ReadWrite);
            connection.Run("DROP TABLE page_posting; DROP TABLE page_length; PRAGMA user_version = 2");
        }

        using PageIndex index = PageIndex.Open(new PageStoreFactory(), _path, _ => null);
        (int, double, string)[] first = Found();
        Assert.NotEmpty(first);
        for (int i = 0; i < 40; i++)
            Assert.Equal(first, Found());
        Assert.Equal(first[0].Item1, Enumerable.Range(1, 9).Single(page => ((IPageIndex)index).RankOf(new("doc.txt", page, page, $"{page}"), "full_text_search", "rent of pier 4", 9) == 1));

        (int, double, string)[] Found() => [.. index.Search("full_text_search", "rent of pier 4", 9).Select(hit => (hit.Page, hit.Score, hit.Snippet))];
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
