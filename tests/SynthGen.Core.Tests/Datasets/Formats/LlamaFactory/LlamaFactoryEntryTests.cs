using System.Text.Json;
using SynthGen.Datasets;
using SynthGen.Files;

namespace SynthGen.Core.Tests.Datasets.Formats.LlamaFactory;

public sealed class LlamaFactoryEntryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void LlamaFactory_finds_the_dataset_by_its_entry_and_the_others_stay()
    {
        File.WriteAllText(At("dataset_info.json"), """{"other":{"file_name":"é.json"},"rows":{"file_name":"x","tags":{"role_tag":"from"}}}""");
        DatasetOptions options = new() { Format = DatasetFormat.Parse("LlamaFactory") };
        Write("rows.jsonl", FilePlacement.Replace, options, FormatKit.One);
        JsonElement entries = Entries();
        Assert.Equal("é.json", entries.GetProperty("other").GetProperty("file_name").GetString());
        JsonElement entry = entries.GetProperty("rows");
        Assert.Equal("rows.jsonl", entry.GetProperty("file_name").GetString());
        Assert.Equal("sharegpt", entry.GetProperty("formatting").GetString());
        Assert.Equal("from", entry.GetProperty("tags").GetProperty("role_tag").GetString());
        Assert.Equal("""{"messages":"conversations","tools":"tools"}""", JsonSerializer.Serialize(entry.GetProperty("columns")));
        Write("rows.jsonl", FilePlacement.Append, options, FormatKit.Two);
        Assert.Equal("system", Entries().GetProperty("rows").GetProperty("columns").GetProperty("system").GetString());

        File.WriteAllText(At("dataset_info.json"), "[]");
        Assert.Throws<InvalidDataException>(() => DatasetFile.Create(At("rows.jsonl"), FilePlacement.Replace, options));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private JsonElement Entries() => JsonDocument.Parse(File.ReadAllText(At("dataset_info.json"))).RootElement;

    private void Write(string name, FilePlacement placement, DatasetOptions options, params SyntheticQuery[] rows)
    {
        using DatasetFile file = DatasetFile.Create(At(name), placement, options);
        foreach (SyntheticQuery row in rows)
            file.Write(row);
        file.Commit();
    }
}
