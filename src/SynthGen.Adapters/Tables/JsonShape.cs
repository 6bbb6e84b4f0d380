using System.Globalization;
using System.Text;
using System.Text.Json;
using SynthGen.Datasets;

namespace SynthGen.Adapters.Tables;

/// <summary>Learns from JSON values whether one set of typed columns holds them all, so that each reads back as it was.</summary>
internal sealed class JsonShape
{
    private ColumnKind? _kind;
    private readonly List<Member> _members = [];
    private readonly ObjectKeys _keys = new();
    private JsonShape? _item;
    private int _objects;

    /// <summary>Why no such columns are there, the first reason that was found; null if there are.</summary>
    public string? Problem { get; private set; }

    /// <summary>Learns from one more value.</summary>
    /// <param name="line">The line, read to the first token of the value; read to the value's end afterwards if true is returned.</param>
    /// <returns>Whether one set of columns holds all so far.</returns>
    public bool Add(ref LineReader line)
    {
        if (Problem is not null)
            return false;

        ColumnKind? kind = line.Json.TokenType switch
        {
            JsonTokenType.String => ColumnKind.Text,
            JsonTokenType.True or JsonTokenType.False => ColumnKind.Flag,
            JsonTokenType.Number => KindOf(line.Json),
            JsonTokenType.StartObject => ColumnKind.Object,
            JsonTokenType.StartArray => ColumnKind.List,
            _ => null,
        };
        if (kind is null)
            return Fail(line.Json.TokenType == JsonTokenType.Null ? "it is null" : $"the number {Encoding.UTF8.GetString(line.Json.ValueSpan)} has no column type");
        if (_kind is not null && _kind != kind)
            return Fail($"it is {Name(kind.Value)} in one row and {Name(_kind.Value)} in another");

        _kind = kind;
        return kind switch
        {
            ColumnKind.Object => AddMembers(ref line),
            ColumnKind.List => AddItems(ref line),
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
                Column?[] members = [.. _members.Select(member => member.Shape.ToColumn(member.Name))];
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
    private static ColumnKind? KindOf(in Utf8JsonReader number)
    {
        ReadOnlySpan<byte> text = number.ValueSpan;
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

    private bool AddMembers(ref LineReader line)
    {
        _objects++;
        int count = 0;
        for (int key = -1; line.ReadKey(); count++)
        {
            key = _keys.Find(ref line.Json, key + 1);
            if (key < 0 && !AddMember(line.Json.GetString()!))
                return false;
            Member member = _members[key < 0 ? ^1 : key];
            if (member.Objects == _objects)
                return Fail($"'{member.Name}' stands twice in an object");
            member.Objects = _objects;
            line.Json.Read();
            if (!member.Shape.Add(ref line))
                return Fail($"{(member.Shape._kind != ColumnKind.Object ? $"of '{member.Name}', " : "")}{member.Shape.Problem}");
        }

        if (count == 0)
            return Fail("an object without keys has no column");
        return count == _members.Count || Fail($"some rows have '{_members.First(member => member.Objects != _objects).Name}' and others have not");
    }

    private bool AddMember(string name)
    {
        // A path of columns is written with these.
        if (name.AsSpan().IndexOfAny(".,/\0") >= 0 || name.Length == 0)
            return Fail($"the key '{name}' is not a name for a column");
        if (_objects > 1)
            return Fail($"some rows have '{name}' and others have not");
        _members.Add(new Member(name));
        _keys.Add(name);
        return true;
    }

    private bool AddItems(ref LineReader line)
    {
        while (line.ReadItem())
        {
            _item ??= new JsonShape();
            if (line.Json.TokenType == JsonTokenType.StartArray)
                return Fail("a list stands in a list");
            if (!_item.Add(ref line))
                return Fail(_item.Problem!);
        }

        return true;
    }

    // What was learned of a key, and the number of the last object that had it.
    private sealed class Member(string name)
    {
        public string Name => name;

        public JsonShape Shape { get; } = new();

        public int Objects { get; set; }
    }
}
