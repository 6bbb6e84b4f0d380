using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using SynthGen.Host.Objects;

namespace Microsoft.PowerShell.Commands;

/// <summary>Groups objects that have the same values of some properties.</summary>
[Cmdlet(VerbsData.Group, "Object")]
[OutputType(typeof(Hashtable), typeof(GroupInfo))]
public sealed class GroupObjectCommand : PSCmdlet
{
    private readonly List<PSObject> _items = [];

    /// <summary>The objects to group.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; } = AutomationNull.Value;

    /// <summary>Properties to group by: names, script blocks, tables with Expression.</summary>
    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    /// <summary>The culture whose order of letters is used.</summary>
    [Parameter]
    public string? Culture { get; set; }

    /// <summary>Upper and lower case differ.</summary>
    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    /// <summary>Leaves the objects out of the groups.</summary>
    [Parameter]
    public SwitchParameter NoElement { get; set; }

    /// <summary>Gives one hashtable from value to objects.</summary>
    [Parameter(ParameterSetName = "HashTable")]
    [Alias("AHT")]
    public SwitchParameter AsHashTable { get; set; }

    /// <summary>Makes strings of the hashtable's keys.</summary>
    [Parameter(ParameterSetName = "HashTable")]
    public SwitchParameter AsString { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null && InputObject != AutomationNull.Value)
            _items.Add(InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_items.Count == 0)
            return;
        SortKeys keys = SortKeys.Read(this, Property, _items);
        if (AsString && !AsHashTable)
            Refuse("-AsString needs -AsHashTable.", AsString);
        if (AsHashTable && !AsString && keys.Count > 1)
            Refuse("-AsHashTable without -AsString takes one property.", Property);

        CultureInfo culture = string.IsNullOrEmpty(Culture) ? CultureInfo.CurrentCulture : new CultureInfo(Culture);
        List<SortKeys.Entry> entries = [.. _items.Select(keys.Evaluate)];
        IComparer<SortKeys.Entry> comparer = keys.Comparer(descending: false, CaseSensitive, culture);
        List<List<SortKeys.Entry>> groups = HaveOneTypeEach(entries) ? Neighbours(entries.Order(comparer), comparer) : Equals(entries, comparer);
        if (AsHashTable)
        {
            WriteTable(groups);
            return;
        }

        foreach (List<SortKeys.Entry> group in groups)
        {
            WriteObject(NoElement
                ? new GroupInfoNoElement(group[0], group.Count)
                : new GroupInfo(group[0], group.Select(entry => entry.Item), group.Count));
        }
    }

    /// <summary>Values of one type have an order, which the groups then follow; else groups come as their first objects did.</summary>
    private static bool HaveOneTypeEach(List<SortKeys.Entry> entries) =>
        Enumerable.Range(0, entries[0].Values.Length).All(place =>
            entries.Select(entry => Bare(entry.Values[place].Content)?.GetType()).Where(type => type is not null).Distinct().Count() <= 1);

    private static List<List<SortKeys.Entry>> Neighbours(IEnumerable<SortKeys.Entry> sorted, IComparer<SortKeys.Entry> comparer)
    {
        List<List<SortKeys.Entry>> groups = [];
        foreach (SortKeys.Entry entry in sorted)
        {
            List<SortKeys.Entry>? group = groups.Count > 0 && comparer.Compare(groups[^1][0], entry) == 0
                ? groups[^1]
                : FindWithNulls(groups, entry, comparer);
            if (group is null)
                groups.Add([entry]);
            else
                group.Add(entry);
        }

        return groups;
    }

    private static List<List<SortKeys.Entry>> Equals(List<SortKeys.Entry> entries, IComparer<SortKeys.Entry> comparer)
    {
        List<List<SortKeys.Entry>> groups = [];
        foreach (SortKeys.Entry entry in entries)
        {
            if ((groups.Find(group => comparer.Compare(group[0], entry) == 0) ?? FindWithNulls(groups, entry, comparer)) is { } known)
                known.Add(entry);
            else
                groups.Add([entry]);
        }

        return groups;
    }

    /// <summary>A property that is missing and one that is null are apart in order, but of one group.</summary>
    private static List<SortKeys.Entry>? FindWithNulls(
        List<List<SortKeys.Entry>> groups, SortKeys.Entry entry, IComparer<SortKeys.Entry> comparer) =>
        Array.Exists(entry.Values, value => value.Content is null)
            ? groups.Find(group => comparer.Compare(AllThere(group[0]), AllThere(entry)) == 0)
            : null;

    private static SortKeys.Entry AllThere(SortKeys.Entry entry) =>
        entry with { Values = [.. entry.Values.Select(value => value with { Exists = true })] };

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private void WriteTable(List<List<SortKeys.Entry>> groups)
    {
        Hashtable table = new(CaseSensitive ? StringComparer.CurrentCulture : StringComparer.CurrentCultureIgnoreCase);
        foreach (List<SortKeys.Entry> group in groups)
        {
            GroupInfo info = new(group[0], group.Select(entry => entry.Item), group.Count);
            try
            {
                table.Add(AsString ? info.Name : Bare(info.Values[0])!, info.Group);
            }
            catch (ArgumentException error)
            {
                WriteError(new ErrorRecord(error, "InvalidOperation", ErrorCategory.InvalidArgument, null));
                return;
            }
        }

        WriteObject(table);
    }

    private void Refuse(string message, object? target) =>
        ThrowTerminatingError(new ErrorRecord(new ArgumentException(message), "ArgumentException", ErrorCategory.InvalidArgument, target));
}
