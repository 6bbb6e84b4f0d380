using System.Management.Automation;
using SynthGen.Host.Internals;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets the item at a path.</summary>
[Cmdlet(VerbsCommon.Get, "Item", DefaultParameterSetName = "Path")]
public sealed class GetItemCommand : ItemCommand
{
    private protected override object FindDynamicParameters(object context) => InvokeProvider.Item.GetParameters(FirstPath, context);

    private protected override void Process(string path, ProviderContext context) => InvokeProvider.Item.Get(path, context.Handle);
}
