using System.Management.Automation;
using SynthGen.Datasets;

namespace SynthGen.Commands;

/// <summary>Reads dataset files back into the rows that they were written from.</summary>
[Cmdlet(VerbsData.Import, "ToolDataset", DefaultParameterSetName = "Path")]
[OutputType(typeof(SyntheticQuery), typeof(ToolConversation))]
public sealed class ImportToolDatasetCommand : ImportCmdlet
{
    /// <summary>The format of the files; by default the keys of each file's first row decide.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FileFormatCompleter))]
    [ValidateFileFormat]
    public DatasetFormat? Format { get; set; }

    /// <inheritdoc/>
    private protected override void Import(string file) => DatasetRows.Read(this, file, WriteObject, Format);
}
