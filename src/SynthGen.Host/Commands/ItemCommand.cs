using System.Management.Automation;
using SynthGen.Host.Internals;

namespace Microsoft.PowerShell.Commands;

/// <summary>What the cmdlets for items have in common: paths that may come down the pipeline.</summary>
public abstract class ItemCommand : FilteredProviderCommand
{
    /// <summary>Paths of the items; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = "Path", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = [];

    /// <summary>Paths of the items, taken as they stand.</summary>
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

    private protected string FirstPath => Path is [var first, ..] ? first : ".";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ProviderContext context = NewContext();
        foreach (string path in Path)
            Guard(() => Process(path, context));
    }

    private protected abstract void Process(string path, ProviderContext context);
}
