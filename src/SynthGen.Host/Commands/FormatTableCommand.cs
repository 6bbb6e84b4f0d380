using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;
using SynthGen.Host.Internals;

namespace Microsoft.PowerShell.Commands;

/// <summary>Formats objects as a table, by their view or by the properties that are named.</summary>
[Cmdlet(VerbsCommon.Format, "Table")]
public sealed class FormatTableCommand : OuterFormatTableBase
{
    /// <summary>Makes the cmdlet.</summary>
    public FormatTableCommand() => FormatEngine.UseShape(this, "Table");
}
