using SynthGen.Core.Tests.Datasets.Formats;
using SynthGen.Datasets;
using SynthGen.Datasets.Formats;
using SynthGen.Datasets.Validation;
using SynthGen.Files;

namespace SynthGen.Core.Tests.Datasets;

/// <summary>Files in trainers' formats, with their cards, manifests and sidecars.</summary>
public sealed class FormatFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public static TheoryData<string> Formats => [.. DatasetFormats.All.Select(format => format.Name)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Formats))]
    public void Rows_are_appended_in_every_format_compressed_or_not(string format)
    {
        DatasetOptions options = new() { Format = DatasetFormat.Parse(format), SystemPrompt = "" };
        foreach (string name in (string[])["rows.jsonl", "rows.jsonl.gz"])
        {
            Write(name, FilePlacement.Replace, options, FormatKit.One);
            Write(name, FilePlacement.Append, options, FormatKit.Two, FormatKit.One);
            using Stream stream = DatasetFile.OpenRead(At(name));
            DatasetReader reader = new(stream);
            Assert.Equal(["Which § is \"12\"?", "Both", "Which § is \"12\"?"], reader.Read().Select(line => ((SyntheticQuery)line.Row!).Query));
            Assert.Equal(format, reader.Format?.Name);
            Assert.Throws<InvalidDataException>(() => DatasetFile.Create(At(name), FilePlacement.Append, new DatasetOptions { Format = DatasetFormat.Parse(format == "Trl" ? "Hermes" : "Trl") }));
        }
    }

    [Fact]
    public void Ids_stay_apart_from_those_of_the_rows_before()
    {
        DatasetOptions options = new() { Format = DatasetFormat.Parse("Mistral") };
        for (int i = 0; i < 3; i++)
            Write("rows.jsonl", FilePlacement.Append, options, FormatKit.Two);
        using Stream stream = DatasetFile.OpenRead(At("rows.jsonl"));
        Assert.Empty(new DatasetValidator(DatasetFormat.Parse("Mistral")).Check(stream));
        Assert.Equal(3, File.ReadLines(At("rows.jsonl")).Distinct().Count());
    }

    [Fact]
    public void The_sidecar_has_a_line_for_each_row_with_what_the_format_has_no_place_for()
    {
        SyntheticQuery row = SampleRows.Plain;
        DatasetOptions options = new() { Format = DatasetFormat.Parse("Trl"), Sidecar = true };
        Write("rows.jsonl", FilePlacement.Replace, options, row);
        Write("rows.jsonl", FilePlacement.Append, options, row with { Evidence = null, Provenance = null, Source = "" });
        string[] lines = File.ReadAllLines(At("rows.provenance.jsonl"));
        Assert.Equal($$$"""{"id":"{{{row.Id}}}","page":12,"source":"manual.txt","evidence":{"quote":"grey water","start":7,"length":10},"provenance":{"backend":"Template","model":"v1","prompt_version":"abc","seed":42,"output_tokens":7}}""", lines[0]);
        Assert.Matches("""^{"id":"[0-9a-f]{16}","page":12}$""", lines[1]);
        Write("rows.jsonl", FilePlacement.Append, options, row with { Provenance = row.Provenance! with { ShownCharacters = 900 } });
        Assert.Contains("\"output_tokens\":7,\"shown_characters\":900}", File.ReadAllLines(At("rows.provenance.jsonl"))[2]);
        Write("rows.jsonl.gz", FilePlacement.Replace, options, row);
        Assert.True(File.Exists(At("rows.provenance.jsonl.gz")));
    }

    [Theory]
    [InlineData(FilePlacement.Replace)]
    [InlineData(FilePlacement.Append)]
    public void Dataset_and_sidecar_are_placed_both_or_neither(FilePlacement placement)
    {
        DatasetOptions options = new() { Format = DatasetFormat.Parse("LlamaFactory"), Sidecar = true };
        Write("rows.jsonl", FilePlacement.Replace, options, FormatKit.One);
        Dictionary<string, string> before = Contents();
        using (DatasetFile file = DatasetFile.Create(At("rows.jsonl"), placement, options))
        {
            file.Write(FormatKit.Two);
            // The dataset takes its place last: a folder in the way stops it when the other files are in place.
            File.Move(At("rows.jsonl"), At("aside"));
            Directory.CreateDirectory(At("rows.jsonl"));
            Assert.ThrowsAny<Exception>(() => file.Commit());
            Directory.Delete(At("rows.jsonl"));
            File.Move(At("aside"), At("rows.jsonl"));
        }

        Dictionary<string, string> after = Contents();
        Assert.Equal(before, after.Where(file => !file.Key.Contains(".partial-")).ToDictionary());
        // The rows so far are in the partial files.
        Assert.Contains(after, file => file.Key.StartsWith("rows.jsonl.partial-", StringComparison.Ordinal) && file.Value.Contains("Both"));
        Assert.DoesNotContain(after.Keys, name => name.EndsWith(".earlier", StringComparison.Ordinal));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private Dictionary<string, string> Contents() => Directory.GetFiles(_folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);

    private void Write(string name, FilePlacement placement, DatasetOptions options, params SyntheticQuery[] rows)
    {
        using DatasetFile file = DatasetFile.Create(At(name), placement, options);
        foreach (SyntheticQuery row in rows)
            file.Write(row);
        file.Commit();
    }
}
