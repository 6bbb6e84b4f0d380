using System.Management.Automation;
using SynthGen.Host.Internals;

namespace Microsoft.PowerShell.Commands;

/// <summary>Copies items.</summary>
[Cmdlet(VerbsCommon.Copy, "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class CopyItemCommand : ItemCommand
{
    /// <summary>Where to; the current location without it.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string Destination { get; set; } = "";

    /// <summary>Keeps the containers (the default); -Container:$false copies what is in them flat.</summary>
    [Parameter]
    public SwitchParameter Container { get; set; } = true;

    /// <summary>Copies what is in a container too.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Gives the copies.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object FindDynamicParameters(object context) =>
        InvokeProvider.Item.CopyParameters(FirstPath, Destination, Recurse, context);

    private protected override void Process(string path, ProviderContext context)
    {
        context.PassThru = PassThru;
        CopyContainers containers = Container ? CopyContainers.CopyTargetContainer : CopyContainers.CopyChildrenOfTargetContainer;
        InvokeProvider.Item.Copy(path, Destination, Recurse, containers, context.Handle);
    }
}
