using System.Management.Automation;
using SynthGen.Backends;

namespace SynthGen.Commands;

/// <summary>Opens an index that New-PageIndex built as a file.</summary>
[Cmdlet(VerbsCommon.Get, "PageIndex")]
[OutputType(typeof(PageIndex))]
public sealed class GetPageIndexCommand : ConnectionCmdlet
{
    /// <summary>The files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string file in InputPath.Resolve(this, Path, literal: true))
        {
            try
            {
                // The index outlives the command, and nobody reads the command's streams after its end.
                WriteObject(PageIndexFile.Open(Session with { Verbose = _ => { } }, Connection, VertexAI, file, file, withVectors: true));
            }
            catch (ConfigurationException exception)
            {
                ThrowTerminatingError(exception.Error);
            }
        }
    }
}
