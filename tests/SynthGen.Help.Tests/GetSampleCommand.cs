using System.Management.Automation;

namespace SynthGen.Help.Tests;

/// <summary>A cmdlet with everything that a page describes: two parameter sets, aliases, accepted values, pipeline input.</summary>
[Cmdlet(VerbsCommon.Get, "Sample", DefaultParameterSetName = "Path")]
[OutputType(typeof(FileInfo))]
public sealed class GetSampleCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path", ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [Alias("FullName", "P")]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = "Object", ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    [Parameter]
    public DayOfWeek? Day { get; set; }

    [Parameter]
    [ValidateSet("red", "green")]
    public string? Colour { get; set; }

    [Parameter]
    public int? Count { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }
}
