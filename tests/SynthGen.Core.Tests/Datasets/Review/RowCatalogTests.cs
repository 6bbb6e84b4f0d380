using System.Text;
using SynthGen.Datasets;
using SynthGen.Datasets.Review;

namespace SynthGen.Core.Tests.Datasets.Review;

/// <summary>A dataset whose rows are read at their places.</summary>
public sealed class RowCatalogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "d.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Rows_are_read_at_their_places_whatever_stands_between_them()
    {
        // A byte order mark, CR LF, blank lines, a line that is no row, and no LF at the end.
        File.WriteAllText(Path, $"\uFEFF{Line(0)}\r\n\n  \n{Line(1)}\nnot a row\n{Line(2, "é🚰")}\n{Line(3)}");
        List<(long, string)> bad = [];
        using RowCatalog rows = RowCatalog.Open(Path, (number, problem) => bad.Add((number, problem)));
        Assert.Equal([0, 1, 2, 3], Enumerable.Range(0, rows.Count).Select(row => ((SyntheticQuery)rows.Read(row)).Page));
        Assert.Equal("é🚰", ((SyntheticQuery)rows.Read(2)).Query);
        Assert.Equal(5, Assert.Single(bad).Item1);
    }

    [Fact]
    public void Many_lines_longer_than_a_block_keep_their_places()
    {
        File.WriteAllLines(Path, Enumerable.Range(0, 200).Select(row => Line(row, new string('x', row * 997))));
        using RowCatalog rows = RowCatalog.Open(Path, Fail);
        Assert.Equal(200, rows.Count);
        Assert.All(Enumerable.Range(0, 200), row => Assert.Equal(row * 997, ((SyntheticQuery)rows.Read(row)).Query.Length));
    }

    [Fact]
    public void Facets_count_every_value_that_a_row_has()
    {
        Write(
            SampleConversations.Plain,
            new SyntheticQuery("a", [new ToolCall("one", Nothing), new ToolCall("two", Nothing), new ToolCall("one", Nothing)], 1)
            {
                Source = "a.txt",
                Split = DatasetSplit.Train,
                Verdict = new Verdict([new GateResult("Grounded", GateStatus.Failed)]) { Ranks = new SearchRanks([1], 1, 2) { Contrast = ToolContrast.Either } },
            },
            new SyntheticQuery("b", [], 2) { Verdict = new Verdict([]) });
        using RowCatalog rows = RowCatalog.Open(Path, Fail);
        Assert.Equal(
            [
                "kind: Query 2, FollowUp 1", "tool: full_text_search 1, one 1, two 1, vector_search 1", "contrast: Either 1", "gate: Grounded 1, Passed 1, Untested 1",
                "difficulty: Medium 1", "source: a.txt 1, lease.txt 1, manual.txt 1", "split: Train 1",
            ],
            rows.Facets.Select(facet => $"{facet.Name}: {string.Join(", ", facet.Counts.Select(count => $"{count.Value} {count.Count}"))}"));
    }

    [Theory]
    [InlineData("longer")]
    [InlineData("replaced")]
    [InlineData("gone")]
    public void A_file_that_changes_meanwhile_is_not_read_on(string change)
    {
        File.WriteAllText(Path, Line(1) + "\n");
        using RowCatalog rows = RowCatalog.Open(Path, Fail);
        rows.Read(0);
        if (change == "longer")
            File.AppendAllText(Path, Line(2) + "\n");
        File.Delete(change == "gone" ? Path : Path + ".none");
        if (change == "replaced")
        {
            File.WriteAllText(Path + ".new", Line(3) + "\n");
            File.SetLastWriteTimeUtc(Path + ".new", DateTime.UtcNow.AddHours(1));
            File.Move(Path + ".new", Path, overwrite: true);
        }

        Assert.Throws<DatasetChangedException>(() => rows.Read(0));
    }

    [Theory]
    [InlineData("d.jsonl", """[{"query":"q","tools":[],"page":1}]""")]
    [InlineData("d.jsonl", """{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}]}],"tools":[]}""")]
    [InlineData("d.parquet", "PAR1")]
    [InlineData("d.jsonl.gz", "x")]
    public void Other_formats_are_refused(string name, string content)
    {
        string file = System.IO.Path.Combine(_folder, name);
        File.WriteAllText(file, content);
        Assert.Throws<NotCanonicalException>(() => RowCatalog.Open(file, (_, _) => { }));
    }

    private static readonly IReadOnlyDictionary<string, object?> Nothing = new Dictionary<string, object?>();

    private static string Line(int page, string query = "q") => $$$"""{"query":"{{{query}}}","tools":[{"name":"t","arguments":{}}],"page":{{{page}}}}""";

    private static void Fail(long number, string problem) => Assert.Fail($"{number}: {problem}");

    private void Write(params DatasetRow[] rows)
    {
        using DatasetFile file = DatasetFile.Create(Path, SynthGen.Files.FilePlacement.Replace);
        Array.ForEach(rows, file.Write);
        file.Commit();
    }
}
