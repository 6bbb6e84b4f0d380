using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using SynthGen.Host.Objects;

namespace Microsoft.PowerShell.Commands;

/// <summary>Sorts objects by their properties' values. The sort is always stable.</summary>
[Cmdlet("Sort", "Object", DefaultParameterSetName = "Default")]
public sealed class SortObjectCommand : PSCmdlet
{
    private readonly List<PSObject> _items = [];

    /// <summary>The objects to sort.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; } = AutomationNull.Value;

    /// <summary>Properties to sort by: names, wildcards, script blocks, tables with Expression and Ascending or Descending.</summary>
    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    /// <summary>The culture whose order of letters is used.</summary>
    [Parameter]
    public string? Culture { get; set; }

    /// <summary>Upper and lower case differ.</summary>
    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    /// <summary>Keeps the order of objects that are equal.</summary>
    [Parameter(ParameterSetName = "Default")]
    public SwitchParameter Stable { get; set; }

    /// <summary>The greatest first.</summary>
    [Parameter]
    public SwitchParameter Descending { get; set; }

    /// <summary>Leaves out objects that equal one before.</summary>
    [Parameter]
    public SwitchParameter Unique { get; set; }

    /// <summary>How many objects to give from the sorted list's beginning.</summary>
    [Parameter(ParameterSetName = "Top", Mandatory = true)]
    [ValidateRange(1, int.MaxValue)]
    public int Top { get; set; }

    /// <summary>How many objects to give from the sorted list's end.</summary>
    [Parameter(ParameterSetName = "Bottom", Mandatory = true)]
    [ValidateRange(1, int.MaxValue)]
    public int Bottom { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null && InputObject != AutomationNull.Value)
            _items.Add(InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        CultureInfo culture = string.IsNullOrEmpty(Culture) ? CultureInfo.CurrentCulture : new CultureInfo(Culture);
        SortKeys keys = SortKeys.Read(this, Property, _items);
        IComparer<SortKeys.Entry> comparer = keys.Comparer(Descending, CaseSensitive, culture);
        List<SortKeys.Entry> sorted = [.. _items.Select(keys.Evaluate).Order(comparer)];
        if (Unique)
            sorted = [.. sorted.Where((entry, place) => place == 0 || comparer.Compare(sorted[place - 1], entry) != 0)];
        IEnumerable<SortKeys.Entry> chosen = Top > 0 ? sorted.Take(Top) : Bottom > 0 ? sorted.TakeLast(Bottom) : sorted;
        foreach (SortKeys.Entry entry in chosen)
            WriteObject(entry.Item);
    }
}
