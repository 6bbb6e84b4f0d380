using System.Text;
using System.Text.Json;
using CsCheck;
using Parquet;
using SynthGen.Adapters.Tables;
using SynthGen.Datasets;
using SynthGen.Json;

namespace SynthGen.Adapters.Tests.Tables;

/// <summary>Lines of any columns come back as they were, with their keys in the order of the columns.</summary>
public sealed class ColumnRoundTripTests
{
    private static readonly string[] Texts = ["", "a", "é🚰 \"b\"\\\n", "</script>", "a text that is long enough to be remembered where it recurs, as tools do in each row"];
    private static readonly string[] Values = ["1", "-0.5", "true", "\"a\"", "[]", "{}", "[1,[2]]", """{"a":null}""", """{"a":{"b":[false,"c"],"next":{"next":{"row":"x"}}}}"""];

    [Fact]
    public void Any_columns() => Gen.Int.Sample(
        seed =>
        {
            Random random = new(seed);
            Column[] columns = [.. Enumerable.Range(0, random.Next(1, 5)).Select(i => AnyColumn(random, $"k{i}", depth: 3))];
            List<(string Line, string Read)>[] earlier = [.. columns.Select(_ => new List<(string, string)>())];
            StringBuilder lines = new(), read = new();
            for (int row = random.Next(1, 60); row > 0; row--)
            {
                List<(string, string)> written = [];
                List<string> expected = [];
                for (int i = 0; i < columns.Length; i++)
                {
                    if (random.Next(4) == 0)
                        continue;
                    (string line, string again) = earlier[i].Count > 0 && random.Next(2) == 0 ? earlier[i][random.Next(earlier[i].Count)] : Value(random, columns[i]);
                    earlier[i].Add((line, again));
                    written.Add((columns[i].Name, line));
                    expected.Add($"\"{columns[i].Name}\":{again}");
                }

                lines.Append(Shuffled(random, written)).Append('\n');
                read.Append($"{{{string.Join(',', expected)}}}\n");
            }

            using MemoryStream file = Written(columns, lines.ToString());
            Assert.Equal(read.ToString(), Read(file));
        },
        iter: 300);

    // Whether one set of columns holds all rows or not, what follows a value that has no columns has its own.
    [Fact]
    public Task Any_values_that_are_typed_where_they_can_be() => Gen.Int.SampleAsync(
        async seed =>
        {
            Random random = new(seed);
            Column template = AnyColumn(random, "value", depth: 3);
            string lines = string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(row =>
                $"{{\"value\":{(random.Next(10) == 0 ? Values[random.Next(Values.Length)] : Alike(random, template))},\"next\":{{\"row\":{row}}}}}\n"));
            using MemoryStream file = Written([new("value", ColumnKind.TypedOrJson), new("next", ColumnKind.TypedOrJson)], lines);
            Assert.Equal(lines, Read(file));
            await using ParquetReader reader = await ParquetReader.CreateAsync(file);
            Assert.Contains(reader.Schema.DataFields, field => field.Path.ToString() == "next/row");
        },
        iter: 500);

    [Theory]
    [InlineData("""{"a":"x","a":"y"}""", "twice")]
    [InlineData("""{"o":{"n":1,"n":2}}""", "twice")]
    [InlineData("""{"o":{"m":1}}""", "'m'")]
    [InlineData("""{"o":[1]}""", "StartArray")]
    [InlineData("""{"l":{"n":1}}""", "StartObject")]
    [InlineData("""{"l":[1]}""", "Number")]
    [InlineData("""[]""", "StartArray")]
    public void A_line_that_is_not_as_its_columns_is_an_error(string line, string problem)
    {
        Column member = new("n", ColumnKind.Whole);
        using Stream rows = new ParquetCodec().OpenWrite(new MemoryStream(), [new("a", ColumnKind.Text), new("o", ColumnKind.Object, member), new("l", ColumnKind.List, member)]);
        rows.Write("""{"a":"x","o":{"n":1},"l":[{"n":1}]}"""u8.ToArray().Append((byte)'\n').ToArray());
        Assert.Contains(problem, Assert.Throws<IOException>(() => rows.Write(Encoding.UTF8.GetBytes(line + "\n"))).Message);
    }

    [Theory]
    [InlineData("""{"a":"x"}{}""")]
    [InlineData("""{"a":"x" """)]
    [InlineData("""{"a":["a list that is long enough to be known when it comes the second time"] """)]
    [InlineData("""{"a":["a list that is long enough to be known when it comes the second time"],}""")]
    [InlineData("""{"a":["a list that is long enough to be known when it comes the second time"]}}""")]
    public void A_line_that_is_no_JSON_is_an_error(string line)
    {
        using Stream rows = new ParquetCodec().OpenWrite(new MemoryStream(), [new("a", ColumnKind.Json)]);
        for (int i = 0; i < 3; i++)
            rows.Write("""{"a":["a list that is long enough to be known when it comes the second time"]}"""u8.ToArray().Append((byte)'\n').ToArray());
        Assert.ThrowsAny<JsonException>(() => rows.Write(Encoding.UTF8.GetBytes(line + "\n")));
    }

    private static MemoryStream Written(Column[] columns, string lines)
    {
        using MemoryStream file = new();
        using (Stream rows = new ParquetCodec().OpenWrite(file, columns))
            rows.Write(Encoding.UTF8.GetBytes(lines));
        return new MemoryStream(file.ToArray());
    }

    private static string Read(MemoryStream file)
    {
        using StreamReader reader = new(new ParquetCodec().OpenRead(new MemoryStream(file.ToArray())));
        return reader.ReadToEnd();
    }

    private static Column AnyColumn(Random random, string name, int depth) => random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => new Column(name, ColumnKind.Text),
        1 => new Column(name, ColumnKind.Json),
        2 => new Column(name, ColumnKind.Whole),
        3 => new Column(name, ColumnKind.Number),
        4 => new Column(name, ColumnKind.Flag),
        5 => new Column(name, ColumnKind.Values, AnyColumn(random, "element", depth: 0)),
        6 => new Column(name, ColumnKind.Object, Members(random, depth)),
        _ => new Column(name, ColumnKind.List, Members(random, depth)),
    };

    private static Column[] Members(Random random, int depth) => [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => AnyColumn(random, $"m{i}", depth - 1))];

    // A value as it is written, and as it is read.
    private static (string Line, string Read) Value(Random random, Column column) => column.Kind switch
    {
        ColumnKind.Text => AnyText(random),
        ColumnKind.Object => AnyObject(random, column),
        ColumnKind.List => AnyList(random, () => AnyObject(random, column)),
        ColumnKind.Values => AnyList(random, () => Value(random, column.Members[0])),
        _ => Same(Plain(random, column.Kind)),
    };

    private static (string Line, string Read) AnyText(Random random)
    {
        string text = Texts[random.Next(Texts.Length)], read = Compact(text);
        return (random.Next(2) == 0 ? read : JsonSerializer.Serialize(text), read);
    }

    private static (string Line, string Read) AnyList(Random random, Func<(string, string)> item)
    {
        (string Line, string Read)[] items = [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(8) == 0 ? Same("null") : item())];
        return ($"[{string.Join(',', items.Select(one => one.Line))}]", $"[{string.Join(',', items.Select(one => one.Read))}]");
    }

    // Some keys are not there, and some are null, which is read as not there.
    private static (string Line, string Read) AnyObject(Random random, Column column)
    {
        List<(string, string)> lines = [];
        List<string> read = [];
        foreach (Column member in column.Members.Where(_ => random.Next(5) > 0))
        {
            if (random.Next(6) == 0)
            {
                lines.Add((member.Name, "null"));
                continue;
            }

            (string line, string again) = Value(random, member);
            lines.Add((member.Name, line));
            read.Add($"\"{member.Name}\":{again}");
        }

        return (Shuffled(random, lines), $"{{{string.Join(',', read)}}}");
    }

    private static string Shuffled(Random random, List<(string Name, string Value)> members)
    {
        string[] texts = [.. members.Select(member => $"\"{member.Name}\":{member.Value}")];
        random.Shuffle(texts);
        return $"{{{string.Join(',', texts)}}}";
    }

    // The same keys in the same order, so that the rows can be typed.
    private static string Alike(Random random, Column column) => column.Kind switch
    {
        ColumnKind.Text => Compact(Texts[random.Next(Texts.Length)]),
        ColumnKind.Json => "\"a\"",
        ColumnKind.Object => AlikeObject(random, column),
        ColumnKind.List => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => AlikeObject(random, column)))}]",
        ColumnKind.Values => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Alike(random, column.Members[0])))}]",
        _ => Plain(random, column.Kind),
    };

    private static string AlikeObject(Random random, Column column) =>
        $"{{{string.Join(',', column.Members.Where(_ => random.Next(40) > 0).Select(member => $"\"{member.Name}\":{Alike(random, member)}"))}}}";

    private static string Plain(Random random, ColumnKind kind) => kind switch
    {
        ColumnKind.Json => Values[random.Next(Values.Length)],
        ColumnKind.Whole => random.NextInt64(long.MinValue, long.MaxValue).ToString(),
        ColumnKind.Number => random.Next(2) == 0 ? "0.25" : "-1.5",
        _ => random.Next(2) == 0 ? "true" : "false",
    };

    private static string Compact(string text) => $"\"{JsonEncodedText.Encode(text, JsonValue.Compact.Encoder)}\"";

    private static (string Line, string Read) Same(string text) => (text, text);
}
