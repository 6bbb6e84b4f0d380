using System.Management.Automation;
using SynthGen.Datasets;
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
        foreach (DatasetPart part in DatasetFiles.Find(this, file).Parts)
            DatasetRows.Read(this, part.Path, row => Give(part.Mark(row)), Format);
    }

    private void Give(DatasetRow row)
    {
        if (_reviewed is null)
            WriteObject(row);
        else if (_reviewed.Apply(row) is { } decided)
            WriteObject(decided);
    }
}
