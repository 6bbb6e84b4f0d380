using System.Management.Automation;
using SynthGen.Host.Internals;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets what is in a container, such as a folder.</summary>
[Cmdlet(VerbsCommon.Get, "ChildItem", DefaultParameterSetName = Items)]
public sealed class GetChildItemCommand : FilteredProviderCommand
{
    private const string Items = "Items";
    private const string LiteralItems = "LiteralItems";

    private uint _depth = uint.MaxValue;

    /// <summary>Paths of the containers; wildcards are allowed. The current location without it.</summary>
    [Parameter(Position = 0, ParameterSetName = Items, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[]? Path { get; set; }

    /// <summary>Paths of the containers, taken as they stand.</summary>
    [Parameter(ParameterSetName = LiteralItems, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath
    {
        get => Path;
        set
        {
            Literal = true;
            Path = value;
        }
    }

    /// <inheritdoc/>
    [Parameter(Position = 1)]
    public override string? Filter { get; set; }

    /// <summary>Goes into the containers that are found.</summary>
    [Parameter]
    [Alias("s", "r")]
    public SwitchParameter Recurse { get; set; }

    /// <summary>How deep to go; it implies -Recurse.</summary>
    [Parameter]
    public uint Depth
    {
        get => _depth;
        set
        {
            _depth = value;
            Recurse = true;
        }
    }

    /// <summary>Gives names alone.</summary>
    [Parameter]
    public SwitchParameter Name { get; set; }

    private protected override object FindDynamicParameters(object context)
    {
        string path = Path is [var first, ..] ? first : ".";
        return Name
            ? InvokeProvider.ChildItem.NamesParameters(path, context)
            : InvokeProvider.ChildItem.ChildrenParameters(path, Recurse, context);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ProviderContext context = NewContext();
        foreach (string path in Path is { Length: > 0 } ? Path : [""])
        {
            Guard(() =>
            {
                if (Name)
                    InvokeProvider.ChildItem.Names(path, ReturnContainers.ReturnMatchingContainers, Recurse, Depth, context.Handle);
                else
                    InvokeProvider.ChildItem.Children(path, Recurse, Depth, context.Handle);
            });
        }
    }
}
