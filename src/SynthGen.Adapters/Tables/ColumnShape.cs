using System.Text.Json;
using SynthGen.Datasets;

namespace SynthGen.Adapters.Tables;

/// <summary>Learns from rows what a column is whose types follow from them; see <see cref="ColumnKind.Typed"/>.</summary>
internal sealed class ColumnShape(Column column)
{
    private readonly JsonShape? _shape = column.Kind is ColumnKind.Typed or ColumnKind.TypedOrJson ? new JsonShape() : null;
    private readonly ColumnShape[] _members = [.. column.Members.Select(member => new ColumnShape(member))];
    private bool _isUsed;

    /// <summary>The column's name.</summary>
    public string Name => column.Name;

    /// <summary>Learns from the value that a row has.</summary>
    public void Add(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return;

        _isUsed = true;
        if (_shape is not null)
            _shape.Add(value);
        else if (value.ValueKind == JsonValueKind.Array)
            AddItems(value);
        else if (value.ValueKind == JsonValueKind.Object)
            AddMembers(value);
    }

    /// <summary>The column as it is written.</summary>
    /// <param name="problems">What varies although it may not is added here.</param>
    public Column Resolve(List<string> problems)
    {
        if (_shape is null)
            return column with { Members = [.. _members.Select(member => member.Resolve(problems))] };
        if (_shape.ToColumn(column.Name) is { } typed)
            return typed;
        if (_isUsed && column.Kind == ColumnKind.Typed)
            problems.Add($"the column '{column.Name}' cannot be typed: {_shape.Problem ?? "a list in it is empty in all rows"}.");
        return column with { Kind = ColumnKind.Json };
    }

    private void AddItems(JsonElement list)
    {
        if (_members.Length == 0)
            return;
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object)
                AddMembers(item);
        }
    }

    private void AddMembers(JsonElement value)
    {
        for (int i = 0; i < _members.Length; i++)
        {
            if (value.TryGetProperty(column.Members[i].Name, out JsonElement member))
                _members[i].Add(member);
        }
    }
}
