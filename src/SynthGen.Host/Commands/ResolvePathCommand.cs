using System.Management.Automation;
using SynthGen.Host.Internals;

namespace Microsoft.PowerShell.Commands;

/// <summary>Resolves wildcards to the paths that match.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "Path", DefaultParameterSetName = "Path")]
[OutputType(typeof(PathInfo), typeof(string))]
public sealed class ResolvePathCommand : PathCommand
{
    /// <summary>Gives paths relative to the current location.</summary>
    [Parameter]
    public SwitchParameter Relative { get; set; }

    private protected override void Process(string path)
    {
        foreach (PathInfo found in SessionState.Path.Resolve(path, NewContext().Handle))
            WriteObject(Relative ? MakeRelative(found) : found);
    }

    private string MakeRelative(PathInfo found)
    {
        PathInfo here = SessionState.Path.CurrentLocation;
        if (found.Drive != here.Drive && here.Drive is not null
            && !found.ProviderPath.StartsWith(here.Drive.Root, StringComparison.OrdinalIgnoreCase))
        {
            return found.Path;
        }

        string relative = SessionState.Path.NormalizeRelativePath(found.Path, here.ProviderPath);
        bool absolute = relative.StartsWith(found.Drive?.Root ?? found.Path, StringComparison.OrdinalIgnoreCase);
        return absolute || relative.StartsWith('.') ? relative : SessionState.Path.Combine(".", relative);
    }
}
