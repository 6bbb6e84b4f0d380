using System.Collections;
using System.Management.Automation;
using System.Text;
using System.Xml;

namespace Microsoft.PowerShell.Commands;

/// <summary>Writes text to the host, by way of the information stream.</summary>
[Cmdlet(VerbsCommunications.Write, "Host")]
public sealed class WriteHostCommand : PSCmdlet
{
    /// <summary>What is written.</summary>
    [Parameter(Position = 0, ValueFromRemainingArguments = true, ValueFromPipeline = true)]
    [Alias("Msg", "Message")]
    public object? Object { get; set; }

    /// <summary>Ends without a line break.</summary>
    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    /// <summary>What stands between the elements of a collection.</summary>
    [Parameter]
    public object? Separator { get; set; } = " ";

    /// <summary>The text's color.</summary>
    [Parameter]
    public ConsoleColor ForegroundColor { get; set; }

    /// <summary>The color behind the text.</summary>
    [Parameter]
    public ConsoleColor BackgroundColor { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        StringBuilder text = new();
        Append(text, Object);
        HostInformationMessage message = new() { Message = text.ToString(), NoNewLine = NoNewline };
        if (MyInvocation.BoundParameters.ContainsKey(nameof(ForegroundColor)))
            message.ForegroundColor = ForegroundColor;
        if (MyInvocation.BoundParameters.ContainsKey(nameof(BackgroundColor)))
            message.BackgroundColor = BackgroundColor;
        WriteInformation(message, ["PSHOST"]);
    }

    private void Append(StringBuilder text, object? value)
    {
        switch (value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value)
        {
            case null:
                break;
            case string line:
                text.Append(line);
                break;
            case XmlNode node:
                text.Append(node.Name);
                break;
            case IEnumerable items:
                bool first = true;
                foreach (object? item in items)
                {
                    if (!first)
                        text.Append(Separator);
                    first = false;
                    Append(text, item);
                }

                break;
            default:
                text.Append(value);
                break;
        }
    }
}
