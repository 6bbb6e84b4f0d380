using System.Management.Automation;
using System.Management.Automation.Provider;
using SynthGen.Host.Internals;

namespace Microsoft.PowerShell.Commands;

/// <summary>Adds to an item's content.</summary>
[Cmdlet(VerbsCommon.Add, "Content", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class AddContentCommand : WriteContentCommand
{
    private protected override string Action => "Add Content";

    private protected override void Prepare(string path, ProviderContext context)
    {
        // What is there stays.
    }

    private protected override void Position(IContentWriter writer) => writer.Seek(0, SeekOrigin.End);
}
