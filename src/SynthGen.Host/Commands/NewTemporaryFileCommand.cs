using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes an empty file in the folder for temporary files.</summary>
[Cmdlet(VerbsCommon.New, "TemporaryFile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public sealed class NewTemporaryFileCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ShouldProcess(Path.GetTempPath()))
            WriteObject(new FileInfo(Path.GetTempFileName()));
    }
}
