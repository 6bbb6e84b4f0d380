using SynthGen.Datasets.Folders;

namespace SynthGen.Core.Tests.Datasets.Folders;

public sealed class FolderRowsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("test.jsonl train.jsonl validation.jsonl train.provenance.jsonl manifest.json README.md", "train.jsonl validation.jsonl test.jsonl", "")]
    [InlineData("train-00010-of-00011.parquet train-00009-of-00011.parquet", "train-00009-of-00011.parquet train-00010-of-00011.parquet", "train-00000-of-00011.parquet")]
    [InlineData("train-2-of-3.jsonl train-1-of-3.jsonl train-0-of-3.jsonl dev.jsonl.gz", "train-0-of-3.jsonl train-1-of-3.jsonl train-2-of-3.jsonl dev.jsonl.gz", "")]
    [InlineData("train-00000-of-2147483647.jsonl", "train-00000-of-2147483647.jsonl", "")]
    [InlineData("rows.jsonl part-00000-of-00002.jsonl", "", "")]
    public void Files_come_by_side_and_number_and_the_first_missing_one_is_named(string names, string read, string missing)
    {
        foreach (string name in names.Split(' '))
            File.WriteAllText(Path.Combine(_folder, name), "");
        FolderRows rows = FolderRows.In(_folder);
        Assert.Equal(read, string.Join(' ', rows.Files.Select(file => Path.GetFileName(file.Path))));
        Assert.Equal(missing, rows.Missing.Count == 0 ? "" : rows.Missing[0]);
    }

    [Fact]
    public void Every_folder_that_an_export_writes_is_read_whole()
    {
        foreach (string extension in (string[])[".jsonl", ".jsonl.gz", ".parquet"])
        {
            string folder = Directory.CreateDirectory(Path.Combine(_folder, extension[1..])).FullName;
            foreach (string name in DatasetFolder.FileNames(new DatasetFolderOptions { Extension = extension }))
                File.WriteAllText(Path.Combine(folder, name), "");
            Assert.Equal([DatasetSplit.Train, DatasetSplit.Validation, DatasetSplit.Test], FolderRows.In(folder).Files.Select(file => file.Split));
        }
    }
}
