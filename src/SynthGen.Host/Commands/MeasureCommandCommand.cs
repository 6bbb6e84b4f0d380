using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Microsoft.PowerShell.Commands;

/// <summary>Measures how long a script block takes.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Command")]
[OutputType(typeof(TimeSpan))]
public sealed class MeasureCommandCommand : PSCmdlet
{
    private readonly Stopwatch _time = new();

    /// <summary>Objects that the script block sees as $_, one run each.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; } = AutomationNull.Value;

    /// <summary>The script block.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    public ScriptBlock? Expression { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null && InputObject != AutomationNull.Value)
            SessionState.PSVariable.Set("_", InputObject);
        _time.Start();
        InvokeCommand.InvokeScript(useLocalScope: false, Expression, null, []);
        _time.Stop();
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(_time.Elapsed);
}
