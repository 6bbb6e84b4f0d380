using System.Management.Automation;
using System.Reflection;

namespace SynthGen.Tests;

/// <summary>Passes one object on and stops the commands before it, as Select-Object -First 1 does.</summary>
[Cmdlet(VerbsCommon.Select, "First")]
public sealed class SelectFirst : PSCmdlet
{
    private static readonly ConstructorInfo Stop = typeof(PSCmdlet).Assembly
        .GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!
        .GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)[0];

    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    protected override void ProcessRecord()
    {
        WriteObject(InputObject);
        throw (Exception)Stop.Invoke([this]);
    }
}
