using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>What the cmdlets for an item's content have in common: the paths.</summary>
public abstract class ContentCommand : FilteredProviderCommand
{
    /// <summary>Paths of the items; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = "Path", Mandatory = true, ValueFromPipelineByPropertyName = true)]
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

    private protected void WriteNoItem(string path) =>
        WriteError(new ErrorRecord(
            new ItemNotFoundException($"No item is at the path {path}, or -Filter, -Include or -Exclude left it out."),
            "ItemNotFound",
            ErrorCategory.ObjectNotFound,
            path));
}
