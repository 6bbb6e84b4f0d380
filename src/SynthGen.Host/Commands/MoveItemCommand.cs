using System.Management.Automation;
using SynthGen.Host.Internals;

namespace Microsoft.PowerShell.Commands;

/// <summary>Moves items.</summary>
[Cmdlet(VerbsCommon.Move, "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class MoveItemCommand : ItemCommand
{
    /// <summary>Where to; the current location without it.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string Destination { get; set; } = ".";

    /// <summary>Gives the items at their new place.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object FindDynamicParameters(object context) =>
        InvokeProvider.Item.MoveParameters(FirstPath, Destination, context);

    private protected override void Process(string path, ProviderContext context)
    {
        context.PassThru = PassThru;
        foreach (PathInfo found in SessionState.Path.Resolve(path, context.Handle))
            Guard(() => InvokeProvider.Item.Move(Literal ? found.Path : WildcardPattern.Escape(found.Path), Destination, context.Handle));
    }
}
