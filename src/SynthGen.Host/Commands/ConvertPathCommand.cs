using System.Management.Automation;
using SynthGen.Host.Internals;

namespace Microsoft.PowerShell.Commands;

/// <summary>Turns PowerShell's paths into those of the provider.</summary>
[Cmdlet(VerbsData.Convert, "Path", DefaultParameterSetName = "Path")]
[OutputType(typeof(string))]
public sealed class ConvertPathCommand : PathCommand
{
    private protected override void Process(string path)
    {
        foreach (PathInfo found in SessionState.Path.Resolve(path, NewContext().Handle))
            WriteObject(found.ProviderPath);
    }
}
