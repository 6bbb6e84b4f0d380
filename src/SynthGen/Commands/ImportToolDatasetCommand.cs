using System.Management.Automation;
using SynthGen.Datasets;
using SynthGen.Datasets.Folders;
using SynthGen.Datasets.Review;
using SynthGen.Review;

namespace SynthGen.Commands;

/// <summary>Reads dataset files back into the rows that they were written from.</summary>
[Cmdlet(VerbsData.Import, "ToolDataset", DefaultParameterSetName = "Path")]
[OutputType(typeof(SyntheticQuery), typeof(ToolConversation))]
public sealed class ImportToolDatasetCommand : ImportCmdlet
{
    private ReviewedRows? _reviewed;

    /// <summary>The format of the files; by default the keys of each file's first row decide.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FileFormatCompleter))]
    [ValidateFileFormat]
    public DatasetFormat? Format { get; set; }

    /// <summary>Review files of Show-ToolDataset, whose decisions are applied.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Review { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing() => _reviewed = Review.Length == 0 ? null : new ReviewedRows(ReviewInput.Read(this, Review));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_reviewed is null)
            return;
        if (_reviewed.Rejected > 0)
            WriteWarning($"{_reviewed.Rejected} rows were left out because a reviewer rejected them.");
        if (_reviewed.Edited > 0)
            WriteVerbose($"{_reviewed.Edited} rows were replaced by edited ones.");
        ReviewInput.WarnOfStrays(this, _reviewed.Strays);
    }

    /// <inheritdoc/>
    private protected override bool TakesFolder => true;

    /// <inheritdoc/>
    private protected override void Import(string file)
    {
        if (Directory.Exists(file))
            ImportFolder(file);
        else
            DatasetRows.Read(this, file, Give, Format);
    }

    private void ImportFolder(string folder)
    {
        FolderRows rows;
        try
        {
            rows = FolderRows.In(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            WriteError(Errors.Create("DatasetUnreadable", ErrorCategory.ReadError, folder, $"'{folder}' cannot be read: {error.Message}", "Check that it may be read.", error));
            return;
        }

        if (rows.Files.Count == 0)
        {
            WriteError(Errors.Create(
                "PathIsAFolder", ErrorCategory.InvalidArgument, folder, $"'{folder}' is a folder, and not one of a dataset: it has no files such as train.jsonl or train-00000-of-00012.parquet.", "Name a file, or a pattern such as 'folder/*.jsonl'."));
        }

        if (rows.Missing.Count > 0)
        {
            WriteError(Errors.Create(
                "ShardMissing", ErrorCategory.ObjectNotFound, folder, $"In '{folder}' {(rows.Missing.Count == 1 ? "a shard is" : $"{rows.Missing.Count} shards are")} missing: {string.Join(", ", rows.Missing.Take(10))}{(rows.Missing.Count > 10 ? ", ..." : "")}.",
                "Fetch the dataset again; the others are read."));
        }

        foreach (RowsFile file in rows.Files)
            DatasetRows.Read(this, file.Path, row => Give(row.Split is null ? row with { Id = row.Id, Split = file.Split } : row), Format);
    }

    private void Give(DatasetRow row)
    {
        if (_reviewed is null)
            WriteObject(row);
        else if (_reviewed.Apply(row) is { } decided)
            WriteObject(decided);
    }
}
