using System.Text;
using SynthGen.Core.Tests.Datasets.Formats;
using SynthGen.Datasets;
using SynthGen.Datasets.Folders;

namespace SynthGen.Core.Tests.Datasets.Folders;

/// <summary>The check of a folder ends when it is cancelled, at any stage.</summary>
public sealed class FolderValidatorTests : IDisposable
{
    private const int Rows = 50_000;
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;
    private readonly CancellationTokenSource _stop = new();

    public void Dispose()
    {
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_check_of_rows_ends_before_the_end_of_a_large_file()
    {
        WriteRows("rows.jsonl");
        WriteManifest("rows.jsonl");
        FolderValidator validator = new(_folder);
        Assert.Throws<OperationCanceledException>(() =>
        {
            // The hash is not that of the manifest: this comes before the rows.
            foreach (ValidationIssue finding in validator.Check(_stop.Token))
            {
                Assert.Equal("FileChanged", finding.Rule);
                _stop.Cancel();
            }
        });
        Assert.Equal(0, validator.Rows);
    }

    [Fact]
    public void A_check_ends_in_a_file_without_end()
    {
        File.WriteAllText(At("rows.parquet"), "");
        WriteManifest("rows.parquet");
        EndlessLines lines = new(FormatKit.Write("Trl", FormatKit.One), _stop.Cancel);
        FolderValidator validator = new(_folder, () => new Codec(lines));
        Assert.Throws<OperationCanceledException>(() => validator.Check(_stop.Token).Count());
        // The current line is still read to its end.
        Assert.InRange(lines.Lines, 1000, 5000);
    }

    [Fact]
    public void A_hash_of_a_large_file_is_not_begun_after_the_check_was_cancelled()
    {
        WriteRows("rows.jsonl");
        WriteManifest("missing.jsonl", "rows.jsonl");
        List<string> rules = [];
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (ValidationIssue finding in new FolderValidator(_folder).Check(_stop.Token))
            {
                rules.Add(finding.Rule);
                _stop.Cancel();
            }
        });
        Assert.Equal(["FileMissing"], rules);
    }

    [Fact]
    public void Without_a_cancellation_the_check_reads_all()
    {
        WriteRows("rows.jsonl");
        WriteManifest("rows.jsonl");
        FolderValidator validator = new(_folder);
        Assert.Equal(["FileChanged"], validator.Check(_stop.Token).Select(finding => finding.Rule));
        Assert.Equal(Rows, validator.Rows);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void WriteRows(string name)
    {
        string line = FormatKit.Write("Trl", FormatKit.One).TrimEnd();
        File.WriteAllLines(At(name), Enumerable.Repeat(line, Rows), new UTF8Encoding(false));
    }

    private void WriteManifest(params string[] names) => File.WriteAllText(
        At("manifest.json"),
        $$"""{"format":"Trl","rows":{{Rows * names.Length}},"files":[{{string.Join(',', names.Select(name => $$"""{"path":"{{name}}","bytes":{{Length(name)}},"sha256":"00","rows":{{Rows}}}"""))}}]}""");

    private long Length(string name) => File.Exists(At(name)) ? new FileInfo(At(name)).Length : 0;

    private sealed class Codec(Stream lines) : IParquetCodec
    {
        public Stream OpenWrite(Stream file, IReadOnlyList<Column> columns) => throw new NotSupportedException();

        public Stream OpenRead(Stream file)
        {
            file.Dispose();
            return lines;
        }
    }
}
