using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using SynthGen.Host.Internals;
using SynthGen.Host.Objects;

namespace Microsoft.PowerShell.Commands;

/// <summary>Chooses objects, or properties of objects.</summary>
[Cmdlet(VerbsCommon.Select, "Object", DefaultParameterSetName = "DefaultParameter")]
public sealed class SelectObjectCommand : PSCmdlet
{
    private const string Default = "DefaultParameter";
    private const string WithoutLast = "SkipLastParameter";
    private const string ByIndex = "IndexParameter";
    private const string ByOtherIndex = "SkipIndexParameter";

    private readonly List<(PSObject Value, int Notes)> _unique = [];
    private ObjectChooser? _chooser;
    private PropertyChooser? _properties;

    /// <summary>The objects to choose from.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; } = AutomationNull.Value;

    /// <summary>Properties to take: names, wildcards, calculated properties.</summary>
    [Parameter(Position = 0, ParameterSetName = Default)]
    [Parameter(Position = 0, ParameterSetName = WithoutLast)]
    public object[]? Property { get; set; }

    /// <summary>Wildcard patterns of properties to leave out.</summary>
    [Parameter(ParameterSetName = Default)]
    [Parameter(ParameterSetName = WithoutLast)]
    public string[]? ExcludeProperty { get; set; }

    /// <summary>The property whose value is the output.</summary>
    [Parameter(ParameterSetName = Default)]
    [Parameter(ParameterSetName = WithoutLast)]
    public string? ExpandProperty { get; set; }

    /// <summary>Leaves out objects that equal one before.</summary>
    [Parameter]
    public SwitchParameter Unique { get; set; }

    /// <summary>Strings that differ in case alone are the same to -Unique.</summary>
    [Parameter]
    public SwitchParameter CaseInsensitive { get; set; }

    /// <summary>How many objects to take from the end.</summary>
    [Parameter(ParameterSetName = Default)]
    [ValidateRange(0, int.MaxValue)]
    public int Last { get; set; }

    /// <summary>How many objects to take from the beginning.</summary>
    [Parameter(ParameterSetName = Default)]
    [ValidateRange(0, int.MaxValue)]
    public int First { get; set; }

    /// <summary>How many objects to pass over: from the end with -Last, else from the beginning.</summary>
    [Parameter(ParameterSetName = Default)]
    [Parameter(ParameterSetName = WithoutLast)]
    [ValidateRange(0, int.MaxValue)]
    public int Skip { get; set; }

    /// <summary>How many objects to pass over at the end.</summary>
    [Parameter(ParameterSetName = WithoutLast)]
    [ValidateRange(0, int.MaxValue)]
    public int SkipLast { get; set; }

    /// <summary>Lets the cmdlets before run on when all that was asked for is there.</summary>
    [Parameter(ParameterSetName = Default)]
    [Parameter(ParameterSetName = ByIndex)]
    public SwitchParameter Wait { get; set; }

    /// <summary>Places of the objects to take, counted from 0.</summary>
    [Parameter(ParameterSetName = ByIndex)]
    [ValidateRange(0, int.MaxValue)]
    public int[]? Index { get; set; }

    /// <summary>Places of the objects to leave out, counted from 0.</summary>
    [Parameter(ParameterSetName = ByOtherIndex)]
    [ValidateRange(0, int.MaxValue)]
    public int[]? SkipIndex { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        bool counted = MyInvocation.BoundParameters.ContainsKey(nameof(First)) || MyInvocation.BoundParameters.ContainsKey(nameof(Last));
        _chooser = ParameterSetName switch
        {
            ByIndex => ObjectChooser.ByIndex(Index!),
            ByOtherIndex => ObjectChooser.ByOtherIndex(SkipIndex!),
            WithoutLast => ObjectChooser.WithoutLast(Skip, SkipLast),
            _ => ObjectChooser.FirstAndLast(counted ? First : null, Last, Skip),
        };
        if (Property is { Length: > 0 } || ExcludeProperty is not null || !string.IsNullOrEmpty(ExpandProperty))
            _properties = new PropertyChooser(this, Property, ExcludeProperty, ExpandProperty);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || InputObject == AutomationNull.Value)
            return;
        foreach (PSObject chosen in _chooser!.Take(InputObject))
            Write(chosen);
        if (_chooser.IsDone && !Wait)
        {
            EndProcessing();
            throw Flow.StopUpstream(this);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (PSObject chosen in _chooser!.TakeRest())
            Write(chosen);
        foreach ((PSObject value, _) in _unique)
            WriteObject(value);
    }

    private void Write(PSObject item)
    {
        if (_properties is null)
        {
            WriteOnce(item, []);
            return;
        }

        foreach ((PSObject value, List<PSNoteProperty> notes) in _properties.Choose(item))
            WriteOnce(value, notes);
    }

    private void WriteOnce(PSObject value, List<PSNoteProperty> notes)
    {
        if (Unique && _unique.Exists(known => known.Notes == notes.Count && AreEqual(known.Value, value, notes)))
            return;
        if (value.ImmediateBaseObject is PSCustomObject)
        {
            string type = $"Selected.{InputObject!.BaseObject.GetType()}";
            if (notes.Count > 0 || !value.TypeNames.Contains(type))
                value.TypeNames.Insert(0, type);
        }

        if (Unique)
            _unique.Add((value, notes.Count));
        else
            WriteObject(value);
    }

    private bool AreEqual(PSObject known, PSObject value, List<PSNoteProperty> notes)
    {
        ObjectComparer comparer = new(!CaseInsensitive, CultureInfo.CurrentCulture);
        return comparer.Compare(known.BaseObject, value.BaseObject) == 0
            && notes.TrueForAll(note => known.Properties[note.Name] is { } same && comparer.Compare(same.Value, note.Value) == 0);
    }
}
