using System.Management.Automation;

namespace SynthGen.Commands;

/// <summary>Reads dataset files back to the rows that they were written from.</summary>
[Cmdlet(VerbsData.Import, "ToolDataset", DefaultParameterSetName = "Path")]
[OutputType(typeof(SyntheticQuery))]
public sealed class ImportToolDataset : ImportCmdlet
{
    /// <inheritdoc/>
    private protected override void Import(string file) => DatasetRows.Read(this, file, WriteObject);
}
