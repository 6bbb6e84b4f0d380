using SynthGen.Datasets;
using SynthGen.Files;

namespace SynthGen.Core.Tests.Datasets.Formats.Axolotl;

public sealed class AxolotlConfigTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Axolotl_gets_the_yaml_that_loads_the_file_unless_it_is_there()
    {
        DatasetOptions options = new() { Format = DatasetFormat.Parse("Axolotl") };
        Write("rows.jsonl", FilePlacement.Replace, options, FormatKit.One);
        string[] lines = File.ReadAllLines(At("rows.axolotl.yaml"));
        Assert.Equal(["datasets:", "  - path: \"rows.jsonl\"", "    ds_type: json", "    type: chat_template"], lines[..4]);
        File.WriteAllText(At("rows.axolotl.yaml"), "mine");
        Write("rows.jsonl", FilePlacement.Replace, options, FormatKit.One);
        Assert.Equal("mine", File.ReadAllText(At("rows.axolotl.yaml")));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void Write(string name, FilePlacement placement, DatasetOptions options, params SyntheticQuery[] rows)
    {
        using DatasetFile file = DatasetFile.Create(At(name), placement, options);
        foreach (SyntheticQuery row in rows)
            file.Write(row);
        file.Commit();
    }
}
