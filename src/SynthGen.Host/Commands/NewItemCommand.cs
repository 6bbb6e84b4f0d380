using System.Management.Automation;
using SynthGen.Host.Internals;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes an item: a file, a folder, a link.</summary>
[Cmdlet(VerbsCommon.New, "Item", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
public sealed class NewItemCommand : ProviderCommand
{
    private const string PathSet = "pathSet";
    private const string NameSet = "nameSet";

    /// <summary>Where the item is made.</summary>
    [Parameter(Position = 0, ParameterSetName = PathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = NameSet, ValueFromPipelineByPropertyName = true)]
    public string[]? Path { get; set; }

    /// <summary>The item's name, if the path is that of its container.</summary>
    [Parameter(ParameterSetName = NameSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Name { get; set; }

    /// <summary>What is made: File, Directory, SymbolicLink and so on, as the provider has it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Type")]
    public string? ItemType { get; set; }

    /// <summary>The item's content, or the target of a link.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Target")]
    public object? Value { get; set; }

    /// <summary>Makes missing folders, and replaces a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override ProviderContext NewContext() => Keep(new ProviderContext(this) { Dynamic = Dynamic, Force = Force });

    private protected override object FindDynamicParameters(object context)
    {
        string path = Path is [var first, ..] ? first : ".";
        return InvokeProvider.Item.NewParameters(string.IsNullOrEmpty(Name) ? WildcardPattern.Escape(path) : path, ItemType, Value, context);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Path is { Length: > 0 } ? Path : [""])
            Guard(() => InvokeProvider.Item.New(path, Name, ItemType, Value, NewContext().Handle));
    }
}
