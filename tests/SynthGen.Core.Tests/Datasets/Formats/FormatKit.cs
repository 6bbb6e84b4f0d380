using System.Text;
using CsCheck;
using SynthGen.Datasets;
using SynthGen.Json;
using SynthGen.Rows;

namespace SynthGen.Core.Tests.Datasets.Formats;

/// <summary>Rows for the formats' tests, and short ways to write and read them.</summary>
internal static class FormatKit
{
    public static ToolDefinition Lookup { get; } = Tool("lookup", "Finds by number.", """{"type":"object","properties":{"x":{"type":"integer","description":"The number."}},"required":["x"]}""");

    public static ToolDefinition Search { get; } = Tool("search", "Finds by \"words\".", """{"type":"object","properties":{"words":{"type":"array","items":{"type":"string"}}}}""");

    /// <summary>A row with one call, offering two tools.</summary>
    public static SyntheticQuery One { get; } = new("Which § is \"12\"?", [new ToolCall("lookup", JsonValue.Object(("x", 12L)))], 7)
    {
        Id = "00112233445566ff",
        Source = "manual.txt",
        AvailableTools = [Lookup, Search],
    };

    /// <summary>A row with two calls and a system message, offering only the tools that it calls.</summary>
    public static SyntheticQuery Two { get; } = new("Both", [new ToolCall("lookup", JsonValue.Object(("x", 1L))), new ToolCall("search", JsonValue.Object(("words", new List<object?> { "é", "b" }.AsReadOnly())))], 8)
    {
        Id = "8899aabbccddeeff",
        SystemPrompt = "Be brief.",
        AvailableTools = [Lookup, Search],
    };

    private static readonly Gen<string> Text = SampleRows.AnyText;

    private static readonly Gen<string> Type = Gen.OneOf("""{"type":"string"}""", """{"type":["integer","null"]}""", """{"type":"array","items":{"type":"number"}}""", """{"type":"object","additionalProperties":{"type":"boolean"}}""",
        """{"anyOf":[{"type":"array","items":{}},{"type":"null"}]}""", """{"type":"string","enum":["a","b"],"default":"a"}""", "{}", """{"type":["string","number","null"],"minLength":1}""", """{"oneOf":[{"type":"object"},{"type":"integer"}]}""", """{"type":"null"}""");

    private static readonly Gen<IReadOnlyDictionary<string, object?>> Schema = Gen.Select(Text, Text, Type, Gen.Bool).Array[0, 3].Select(parameters => JsonValue.Object(
        ("type", "object"),
        ("properties", JsonValue.Object([.. parameters.Select(one => (one.Item1, (object?)Describe(one.Item3, one.Item2)))])),
        ("required", parameters.Where(one => one.Item4).Select(one => (object?)one.Item1).Distinct().ToList().AsReadOnly())));

    /// <summary>Any row that every format can hold.</summary>
    public static Gen<SyntheticQuery> Any { get; } = Gen.Select(
        Text,
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 1, 8], Text, Schema).Array[1, 5],
        Gen.Select(Gen.Int[0, 4], SampleRows.AnyArguments).Array[1, 3],
        Gen.Null(Text),
        Gen.Int[0, 100],
        (query, tools, calls, system, page) =>
        {
            ToolDefinition[] offered = [.. tools.DistinctBy(tool => tool.Item1).Select(tool => new ToolDefinition(tool.Item1, tool.Item2, tool.Item3))];
            return new SyntheticQuery(query, [.. calls.Select(call => new ToolCall(offered[call.Item1 % offered.Length].Name, call.Item2))], page)
            {
                Source = "a.txt",
                SystemPrompt = system,
                AvailableTools = offered,
            };
        });

    public static ToolDefinition Tool(string name, string description, string schema) => new(name, description, (IReadOnlyDictionary<string, object?>)JsonValue.Parse(schema)!);

    public static string Write(string format, params IEnumerable<DatasetRow> rows) => Write(new DatasetOptions { Format = DatasetFormat.Parse(format) }, rows);

    public static string Write(DatasetOptions options, params IEnumerable<DatasetRow> rows)
    {
        using MemoryStream stream = new();
        using IDatasetWriter writer = options.Format.CreateWriter(stream, options, earlier: null);
        foreach (DatasetRow row in rows)
            writer.Write(row);
        writer.Flush();
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static SyntheticQuery[] Read(string lines, string? format = null) =>
        [.. ReadLines(lines, format).Select(line => (SyntheticQuery)(line.Row ?? throw new InvalidDataException(line.Problem)))];

    public static DatasetRow[] ReadRows(string lines, string? format = null) =>
        [.. ReadLines(lines, format).Select(line => line.Row ?? throw new InvalidDataException(line.Problem))];

    public static IEnumerable<DatasetLine> ReadLines(string lines, string? format = null) => new DatasetReader(new MemoryStream(Encoding.UTF8.GetBytes(lines)), format is null ? null : DatasetFormat.Parse(format)).Read();

    private static IReadOnlyDictionary<string, object?> Describe(string type, string description)
    {
        OrderedDictionary<string, object?> schema = new((IReadOnlyDictionary<string, object?>)JsonValue.Parse(type)!) { ["description"] = description };
        return new System.Collections.ObjectModel.ReadOnlyDictionary<string, object?>(schema);
    }
}
