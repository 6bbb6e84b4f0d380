using System.Management.Automation;
using SynthGen.Host.Internals;

namespace Microsoft.PowerShell.Commands;

/// <summary>Replaces an item's content.</summary>
[Cmdlet(VerbsCommon.Set, "Content", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class SetContentCommand : WriteContentCommand
{
    private protected override string Action => "Set Content";

    private protected override void Prepare(string path, ProviderContext context)
    {
        ProviderContext quiet = NewContext();
        quiet.PassThru = false;
        InvokeProvider.Content.Clear(path, quiet.Handle);
    }
}
