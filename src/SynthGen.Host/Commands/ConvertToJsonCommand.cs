using System.Management.Automation;
using SynthGen.Host.Json;

namespace Microsoft.PowerShell.Commands;

/// <summary>Writes objects as JSON.</summary>
[Cmdlet(VerbsData.ConvertTo, "Json")]
[OutputType(typeof(string))]
public sealed class ConvertToJsonCommand : PSCmdlet
{
    private readonly List<object?> _items = [];

    /// <summary>The objects; more than one become an array.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>How many levels of objects within objects are written; below they are text.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int Depth { get; set; } = 2;

    /// <summary>Writes no white space.</summary>
    [Parameter]
    public SwitchParameter Compress { get; set; }

    /// <summary>Writes the names of enumerations' members, not their numbers.</summary>
    [Parameter]
    public SwitchParameter EnumsAsStrings { get; set; }

    /// <summary>Writes an array even of one object.</summary>
    [Parameter]
    public SwitchParameter AsArray { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _items.Add(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_items.Count == 0)
            return;
        object? tree = new JsonTree(this, Depth).Make(_items.Count > 1 || AsArray ? _items : _items[0]);
        WriteObject(new JsonText(Compress, EnumsAsStrings).Write(tree));
    }
}
