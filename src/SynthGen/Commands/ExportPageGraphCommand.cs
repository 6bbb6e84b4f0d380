using System.Management.Automation;
using SynthGen.Retrieval.Graph;

namespace SynthGen.Commands;

/// <summary>Writes a graph as GraphML, for Gephi and other programs that draw graphs.</summary>
[Cmdlet(VerbsData.Export, "PageGraph", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class ExportPageGraphCommand : ModuleCmdlet
{
    private bool _isWritten;

    /// <summary>The graph.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("PageGraph")]
    [ValidateNotNull]
    public PageGraph InputObject { get; set; } = null!;

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Replaces a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_isWritten)
        {
            WriteError(Errors.Create(
                "SecondPageGraph", ErrorCategory.InvalidArgument, InputObject, $"'{Path}' has the graph before; this one is left out.", "Give each graph a file of its own."));
            return;
        }

        string file = GraphPath.Resolve(this, Path, Force);
        _isWritten = true;
        if (ShouldProcess(file, "Export page graph"))
            GraphPath.Write(this, Path, file, InputObject, GraphMlFile.Write);
    }
}
