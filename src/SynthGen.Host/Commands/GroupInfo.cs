using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using SynthGen.Host.Objects;

namespace Microsoft.PowerShell.Commands;

/// <summary>Objects that have the same values of some properties.</summary>
public class GroupInfo
{
    internal GroupInfo(SortKeys.Entry first, IEnumerable<PSObject> items, int count)
    {
        Values = [.. first.Values.Select(value => value.Content)];
        Name = string.Join(", ", first.Values.Where(value => value.Content is not null).Select(value => Text(value.Content!)));
        Group = new Collection<PSObject>([.. items]);
        Count = count;
    }

    /// <summary>The values that the objects share.</summary>
    public ArrayList Values { get; }

    /// <summary>How many objects there are.</summary>
    public int Count { get; }

    /// <summary>The objects.</summary>
    public Collection<PSObject> Group { get; }

    /// <summary>The values as text.</summary>
    public string Name { get; }

    private static string Text(object value) =>
        value is ICollection items ? $"{{{string.Join(", ", items.Cast<object?>())}}}" : $"{value}";
}

/// <summary>A group that keeps the count alone.</summary>
public sealed class GroupInfoNoElement : GroupInfo
{
    internal GroupInfoNoElement(SortKeys.Entry first, int count)
        : base(first, [], count)
    {
    }
}
