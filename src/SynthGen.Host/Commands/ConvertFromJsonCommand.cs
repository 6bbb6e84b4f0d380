using System.Management.Automation;
using SynthGen.Host.Json;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes objects of JSON.</summary>
[Cmdlet(VerbsData.ConvertFrom, "Json")]
[OutputType(typeof(PSObject), typeof(OrderedHashtable))]
public sealed class ConvertFromJsonCommand : PSCmdlet
{
    private readonly List<string> _texts = [];

    /// <summary>JSON: each string a text of its own, or all together the lines of one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string InputObject { get; set; } = "";

    /// <summary>Makes ordered hashtables, which can hold any name.</summary>
    [Parameter]
    public SwitchParameter AsHashtable { get; set; }

    /// <summary>How deep the JSON may be nested.</summary>
    [Parameter]
    [ValidateRange(ValidateRangeKind.Positive)]
    public int Depth { get; set; } = 1024;

    /// <summary>Gives an array as one object.</summary>
    [Parameter]
    public SwitchParameter NoEnumerate { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _texts.Add(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_texts.Count == 0)
            return;
        if (_texts.Count > 1 && !IsWhole(_texts[0]))
        {
            Convert(string.Join(Environment.NewLine, _texts));
            return;
        }

        foreach (string text in _texts)
            Convert(text);
    }

    private bool IsWhole(string text)
    {
        try
        {
            return new JsonReader(this, AsHashtable).Read(text, Depth) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private void Convert(string text) => WriteObject(new JsonReader(this, AsHashtable).Read(text, Depth), !NoEnumerate);
}
