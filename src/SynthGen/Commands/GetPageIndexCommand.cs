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

    /// <summary>Where the model of the vectors lies now; else it is looked for where it was when the index was built.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? EmbeddingModel { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string file in InputPath.Resolve(this, Path, literal: true))
        {
            try
            {
                // The index outlives the command, and nobody reads the command's streams after its end.
                WriteObject(PageIndexFile.Open(new EmbeddingSettings(Session with { Verbose = _ => { } }, Connection, VertexAI, EmbeddingModel), file, file, withVectors: true));
            }
            catch (ConfigurationException exception)
            {
                ThrowTerminatingError(exception.Error);
            }
        }
    }
}
