using System.Management.Automation;
using System.Text;
using Microsoft.PowerShell.Commands.Internal.Format;
using SynthGen.Host.Internals;

namespace Microsoft.PowerShell.Commands;

/// <summary>Renders objects as text.</summary>
[Cmdlet(VerbsData.Out, "String", DefaultParameterSetName = "NoNewLineFormatting")]
[OutputType(typeof(string))]
public sealed class OutStringCommand : FrontEndCommandBase
{
    private readonly StringBuilder _text = new();
    private TextWriter? _lines;

    /// <summary>Makes the cmdlet.</summary>
    public OutStringCommand() => FormatEngine.UseOutput(this);

    /// <summary>Gives each line as a string of its own.</summary>
    [Parameter(ParameterSetName = "StreamFormatting")]
    public SwitchParameter Stream { get; set; }

    /// <summary>The columns of a line; without it lines are as long as they need be.</summary>
    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int Width { get; set; } = int.MaxValue;

    /// <summary>Leaves out the line breaks.</summary>
    [Parameter(ParameterSetName = "NoNewLineFormatting")]
    public SwitchParameter NoNewline { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _lines = FormatEngine.WriteLines(this, Width, Host.CurrentCulture, TakeLine);
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        _lines!.Flush();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        _lines!.Dispose();
        if (!Stream)
            WriteObject(_text.ToString());
    }

    private void TakeLine(string line)
    {
        if (Stream)
            WriteObject(line);
        else if (NoNewline)
            _text.Append(line);
        else
            _text.AppendLine(line);
    }
}
