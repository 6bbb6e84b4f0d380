using System.Management.Automation;

namespace SynthGen.Tests;

/// <summary>Export-ToolDataset -Format Beir, in a runspace, on the sample document.</summary>
public sealed class BeirTests : IDisposable
{
    private readonly ModuleSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public BeirTests()
    {
        _session.Runspace.SessionStateProxy.Path.SetLocation(_folder);
        _session.Run("$pages = @(Split-OcrDocument -LiteralPath $document); $index = $pages | New-PageIndex; $rows = @($pages | New-SyntheticQuery Template)", ("document", TestDocument.Path)).Clean();
    }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_split_dataset_becomes_corpus_queries_and_judgments_of_each_side()
    {
        _session.Run("$rows | Split-ToolDataset -Train .6 -Validation .2 -Test .2 | Export-ToolDataset set -Format Beir -PageIndex $index").Clean();

        string[] corpus = Ids("corpus.jsonl"), queries = Ids("queries.jsonl");
        Assert.Equal((int)_session.Run("$pages.Count").Clean().Output[0].BaseObject, corpus.Length);
        string[][] judged = [.. new[] { "train", "dev", "test" }.SelectMany(side => File.ReadLines(Path.Combine(_folder, "set", "qrels", side + ".tsv")).Skip(1)).Select(line => line.Split('\t'))];
        Assert.Equal(queries.Order(), judged.Select(line => line[0]).Order());
        Assert.All(judged, line => Assert.Contains(line[1], corpus));
    }

    [Theory]
    [InlineData("", "PageIndexMissing")]
    [InlineData("-PageIndex missing.db", "PathNotFound")]
    [InlineData("-PageIndex $index -Append", "ParameterNotForFormat")]
    [InlineData("-PageIndex $index -Sidecar", "ParameterNotForFormat")]
    [InlineData("-PageIndex $index -SystemPrompt x", "ParameterNotForFormat")]
    public void What_the_folder_cannot_have_is_an_error_and_leaves_nothing(string parameters, string id)
    {
        ModuleSession.Result result = _session.Run($"$rows | Export-ToolDataset set -Format Beir {parameters}");
        Assert.Equal(id, Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void An_index_is_nothing_to_other_formats() =>
        Assert.StartsWith("ParameterNotForFormat", Assert.Single(_session.Run("$rows | Export-ToolDataset a.jsonl -PageIndex $index").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void A_row_of_a_page_that_is_not_in_the_index_is_an_error_of_its_own()
    {
        ModuleSession.Result result = _session.Run("$other = $pages[0] | New-PageIndex; $rows | Export-ToolDataset set -Format Beir -PageIndex $other; $rows.Where{ $_.Page -ne $pages[0].Number }.Count");
        Assert.All(result.Errors, error => Assert.StartsWith("RowNotInFormat", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal((int)result.Output[^1].BaseObject, result.Errors.Count);
    }

    [Theory]
    [InlineData("Import-ToolDataset")]
    [InlineData("Test-ToolDataset")]
    public void No_rows_are_read_of_the_folder(string command) =>
        Assert.StartsWith("ParameterArgumentValidationError", Assert.Single(_session.Run($"{command} x.jsonl -Format Beir").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);

    private string[] Ids(string name) => [.. File.ReadLines(Path.Combine(_folder, "set", name)).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("_id").GetString()!)];
}
