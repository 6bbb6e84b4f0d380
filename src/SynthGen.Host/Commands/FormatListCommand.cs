using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;
using SynthGen.Host.Internals;

namespace Microsoft.PowerShell.Commands;

/// <summary>Formats objects as a list, a property a line.</summary>
[Cmdlet(VerbsCommon.Format, "List")]
public sealed class FormatListCommand : OuterFormatTableAndListBase
{
    /// <summary>Makes the cmdlet.</summary>
    public FormatListCommand() => FormatEngine.UseShape(this, "List");
}
