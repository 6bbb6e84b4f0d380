using System.Management.Automation;
using SynthGen.Host.Internals;

namespace Microsoft.PowerShell.Commands;

/// <summary>Joins the parts of a path.</summary>
[Cmdlet(VerbsCommon.Join, "Path")]
[OutputType(typeof(string))]
public sealed class JoinPathCommand : ProviderCommand
{
    /// <summary>The first parts; each makes a path.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    public string[] Path { get; set; } = [];

    /// <summary>The parts that follow.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[]? ChildPath { get; set; }

    /// <summary>Yet more parts.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true, ValueFromRemainingArguments = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[]? AdditionalChildPath { get; set; }

    /// <summary>Gives the items that are at the joined path; wildcards are allowed.</summary>
    [Parameter]
    public SwitchParameter Resolve { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string child = "";
        foreach (string part in (ChildPath ?? []).Concat(AdditionalChildPath ?? []))
            child = SessionState.Path.Combine(child, part);
        foreach (string path in Path)
        {
            Guard(() =>
            {
                string joined = SessionState.Path.Combine(path, child);
                if (!Resolve)
                {
                    WriteObject(joined);
                    return;
                }

                foreach (PathInfo found in SessionState.Path.Resolve(joined, NewContext().Handle))
                    WriteObject(found.Path);
            });
        }
    }
}
