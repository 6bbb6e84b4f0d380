using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>What the cmdlets that resolve paths have in common.</summary>
public abstract class PathCommand : ProviderCommand
{
    /// <summary>Paths to resolve; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = "Path", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = [];

    /// <summary>Paths to resolve, taken as they stand.</summary>
    [Parameter(ParameterSetName = "LiteralPath", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath
    {
        get => Path;
        set
        {
            Literal = true;
            Path = value;
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Path)
            Guard(() => Process(path));
    }

    private protected abstract void Process(string path);
}
