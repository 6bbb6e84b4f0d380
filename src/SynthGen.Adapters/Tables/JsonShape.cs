using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using SynthGen.Datasets;

namespace SynthGen.Adapters.Tables;

/// <summary>Learns from JSON values whether one set of typed columns holds them all, so that each reads back as it was.</summary>
internal sealed class JsonShape
{
    private ColumnKind? _kind;
    private OrderedDictionary<string, JsonShape>? _members;
    private JsonShape? _item;

    /// <summary>Why no such columns are there, the first reason that was found; null if there are.</summary>
    public string? Problem { get; private set; }

    /// <summary>Learns from one more value.</summary>
    /// <returns>Whether one set of columns holds all so far.</returns>
    public bool Add(JsonElement value)
    {
        if (Problem is not null)
            return false;

        ColumnKind? kind = value.ValueKind switch
        {
            JsonValueKind.String => ColumnKind.Text,
            JsonValueKind.True or JsonValueKind.False => ColumnKind.Flag,
            JsonValueKind.Number => KindOf(value),
            JsonValueKind.Object => ColumnKind.Object,
            JsonValueKind.Array => ColumnKind.List,
            _ => null,
        };
        if (kind is null)
            return Fail(value.ValueKind == JsonValueKind.Null ? "it is null" : $"the number {value.GetRawText()} has no column type");
        if (_kind is not null && _kind != kind)
            return Fail($"it is {Name(kind.Value)} in one row and {Name(_kind.Value)} in another");

        bool isFirst = _kind is null;
        _kind = kind;
        return kind switch
        {
            ColumnKind.Object => AddMembers(value, isFirst),
            ColumnKind.List => AddItems(value),
            _ => true,
        };
    }

    /// <summary>The column of the values.</summary>
    /// <returns>The column; null if there is none.</returns>
    public Column? ToColumn(string name)
    {
        if (Problem is not null)
            return null;

        switch (_kind)
        {
            case ColumnKind.Object:
                Column?[] members = [.. _members!.Select(member => member.Value.ToColumn(member.Key))];
                return members.Length > 0 && members.All(member => member is not null) ? new Column(name, ColumnKind.Object, members!) : null;
            case ColumnKind.List:
                Column? item = _item?.ToColumn("element");
                return item?.Kind switch
                {
                    null or ColumnKind.List or ColumnKind.Values => null,
                    ColumnKind.Object => new Column(name, ColumnKind.List, item.Members),
                    _ => new Column(name, ColumnKind.Values, item),
                };
            case null:
                return null;
            default:
                return new Column(name, _kind.Value);
        }
    }

    private static string Name(ColumnKind kind) => kind switch
    {
        ColumnKind.Text => "a string",
        ColumnKind.Flag => "true or false",
        ColumnKind.Whole => "a whole number",
        ColumnKind.Number => "a number with a fraction",
        ColumnKind.Object => "an object",
        _ => "a list",
    };

    // Only numbers that are written back as they were.
    private static ColumnKind? KindOf(JsonElement number)
    {
        ReadOnlySpan<byte> text = JsonMarshal.GetRawUtf8Value(number);
        Span<byte> again = stackalloc byte[40];
        int length;
        if (number.TryGetInt64(out long whole))
            return whole.TryFormat(again, out length, provider: CultureInfo.InvariantCulture) && text.SequenceEqual(again[..length]) ? ColumnKind.Whole : null;
        return number.TryGetDouble(out double fraction) && fraction.TryFormat(again, out length, "R", CultureInfo.InvariantCulture) && text.SequenceEqual(again[..length]) && !double.IsInteger(fraction)
            ? ColumnKind.Number
            : null;
    }

    private bool Fail(string problem)
    {
        Problem ??= problem;
        return false;
    }

    private bool AddMembers(JsonElement value, bool isFirst)
    {
        _members ??= new OrderedDictionary<string, JsonShape>(StringComparer.Ordinal);
        int count = 0;
        foreach (JsonProperty member in value.EnumerateObject())
        {
            count++;
            // A path of columns is written with these.
            if (member.Name.AsSpan().IndexOfAny(".,/\0") >= 0 || member.Name.Length == 0)
                return Fail($"the key '{member.Name}' is not a name for a column");
            if (!_members.TryGetValue(member.Name, out JsonShape? shape))
            {
                if (!isFirst)
                    return Fail($"some rows have '{member.Name}' and others have not");
                _members[member.Name] = shape = new JsonShape();
            }

            if (!shape.Add(member.Value))
                return Fail($"{(shape._members is null || shape._kind != ColumnKind.Object ? $"of '{member.Name}', " : "")}{shape.Problem}");
        }

        if (count == 0)
            return Fail("an object without keys has no column");
        return count == _members.Count || Fail($"some rows have '{_members.Keys.First(key => !value.TryGetProperty(key, out _))}' and others have not");
    }

    private bool AddItems(JsonElement value)
    {
        foreach (JsonElement item in value.EnumerateArray())
        {
            _item ??= new JsonShape();
            if (item.ValueKind == JsonValueKind.Array)
                return Fail("a list stands in a list");
            if (!_item.Add(item))
                return Fail(_item.Problem!);
        }

        return true;
    }
}
