using System.Management.Automation;

namespace SynthGen;

/// <summary>Base of the cmdlets that import files, one at a time, from their paths.</summary>
public abstract class ImportCmdlet : ModuleCmdlet
{
    /// <summary>Paths of the files; wildcards are resolved.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path")]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Paths of the files, taken as they are.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP", "FullName")]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool literal = ParameterSetName == "LiteralPath";
        foreach (string file in InputPath.Resolve(this, literal ? LiteralPath : Path, literal, TakesFolder))
            Import(file);
    }

    /// <summary>Whether a path may name a folder.</summary>
    private protected virtual bool TakesFolder => false;

    /// <summary>Imports a file. A faulty file is an error; the other files are still imported.</summary>
    private protected abstract void Import(string file);
}
