using System.Text.Json;
using SynthGen.Datasets;

namespace SynthGen.Adapters.Tables;

/// <summary>Learns from rows what a column is whose types follow from them; see <see cref="ColumnKind.Typed"/>.</summary>
internal sealed class ColumnShape(Column column)
{
    private readonly JsonShape? _shape = column.Kind is ColumnKind.Typed or ColumnKind.TypedOrJson ? new JsonShape() : null;
    private readonly ColumnShape[] _members = [.. column.Members.Select(member => new ColumnShape(member))];
    private readonly ObjectKeys _keys = new(column.Members.Select(member => member.Name));
    private readonly bool _isOpen = column.IsOpen;
    private bool _isUsed;

    /// <summary>The column's name.</summary>
    public string Name => column.Name;

    /// <summary>Learns from the value that a row has.</summary>
    /// <param name="line">The line, read to the first token of the value; read to the value's end afterwards.</param>
    public void Add(ref LineReader line)
    {
        if (line.Json.TokenType == JsonTokenType.Null)
            return;

        _isUsed = true;
        if (_shape is not null)
        {
            int depth = line.Json.CurrentDepth;
            if (!_shape.Add(ref line))
                line.ReadToEnd(depth);
        }
        else if (_isOpen && line.Json.TokenType == JsonTokenType.StartArray)
        {
            while (line.ReadItem())
                AddMembers(ref line);
        }
        else
        {
            AddMembers(ref line);
        }
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

    private void AddMembers(ref LineReader line)
    {
        if (!_isOpen || line.Json.TokenType != JsonTokenType.StartObject)
        {
            line.Json.Skip();
            return;
        }

        for (int key = -1; line.ReadKey();)
        {
            key = _keys.Find(ref line.Json, key + 1);
            line.Json.Read();
            if (key >= 0)
                _members[key].Add(ref line);
            else
                line.Json.Skip();
        }
    }
}
