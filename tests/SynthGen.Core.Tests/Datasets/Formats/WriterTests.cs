using System.Text.Json;
using SynthGen.Datasets;
using SynthGen.Datasets.Formats;
using SynthGen.Json;
using SynthGen.Rows;

namespace SynthGen.Core.Tests.Datasets.Formats;

public sealed class WriterTests
{
    private static readonly ToolDefinition[] Ten = [.. Enumerable.Range(0, 10).Select(i => FormatKit.Tool($"tool_{i}", "d", "{}"))];

    // 4,000 rows over 10 places: 400 each. A chi-square of 9 degrees of freedom is above 27.9 once in 1,000 draws, and the draw is always the same.
    [Theory]
    [InlineData(ToolChoice.All, 3, 10)]
    [InlineData(ToolChoice.Sampled, 4, 5)]
    [InlineData(ToolChoice.Sampled, 100, 10)]
    public void TheUsedToolStandsAtEveryPlaceAsOften(ToolChoice choice, int count, int offered)
    {
        ToolSampler offer = new(new DatasetOptions { ToolChoice = choice, DistractorCount = count, Seed = 7 });
        int[] places = new int[offered];
        Dictionary<string, int> others = [];
        for (int i = 0; i < 4000; i++)
        {
            IReadOnlyList<ToolDefinition> tools = offer.Of(Row(i));
            Assert.Equal(offered, tools.Count);
            places[tools.Select(tool => tool.Name).ToList().IndexOf("tool_0")]++;
            foreach (ToolDefinition tool in tools.Where(tool => tool.Name != "tool_0"))
                others[tool.Name] = others.GetValueOrDefault(tool.Name) + 1;
        }

        double expected = 4000.0 / offered;
        Assert.True(places.Sum(place => (place - expected) * (place - expected) / expected) < 27.9, string.Join(' ', places));
        double each = 4000.0 * (offered - 1) / 9;
        Assert.All(others.Values, other => Assert.InRange(other, each * 0.9, each * 1.1));
    }

    [Fact]
    public void WhatARowOffersDependsOnSeedAndRowAlone()
    {
        DatasetOptions options = new() { Format = DatasetFormat.Trl, ToolChoice = ToolChoice.Sampled, DistractorCount = 2, Seed = 1 };
        SyntheticQuery[] rows = [.. Enumerable.Range(0, 50).Select(Row)];
        string[] lines = FormatKit.Write(options, rows).Split('\n');
        Assert.Equal(lines.SkipLast(1).Reverse(), FormatKit.Write(options, rows.Reverse()).Split('\n').SkipLast(1));
        Assert.Equal(lines, FormatKit.Write(options, rows.Select(row => row with { AvailableTools = [.. row.AvailableTools.Reverse()], Page = 99 })).Split('\n'));
        Assert.NotEqual(lines, FormatKit.Write(options with { Seed = 2 }, rows).Split('\n'));
        Assert.All(lines.SkipLast(1), line => Assert.Equal(3, JsonDocument.Parse(line).RootElement.GetProperty("tools").GetArrayLength()));
    }

    [Fact]
    public void UsedOffersWhatIsCalledAlone() =>
        Assert.Equal(["tool_0"], new ToolSampler(new DatasetOptions { ToolChoice = ToolChoice.Used }).Of(Row(1)).Select(tool => tool.Name));

    [Fact]
    public void MistralsIdsAreNineLongAndOncePerFileEvenForEqualRows()
    {
        string[] lines = FormatKit.Write(DatasetFormat.Mistral, Enumerable.Repeat(FormatKit.Two, 2000)).Split('\n');
        string[] ids = [.. lines.SkipLast(1).SelectMany(Ids)];
        Assert.Equal(4000, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[A-Za-z0-9]{9}$", id));
        // The first is the row's own, wherever the row stands.
        Assert.Equal(lines[0], FormatKit.Write(DatasetFormat.Mistral, FormatKit.One, FormatKit.Two).Split('\n')[1]);
    }

    [Theory]
    [InlineData(DatasetFormat.OpenAI, "look up", "may not be called 'look up'")]
    [InlineData(DatasetFormat.Mistral, "look up", "may not be called 'look up'")]
    [InlineData(DatasetFormat.Gemini, "1st", "may not be called '1st'")]
    public void ANameThatTheFormatHasNotIsAnErrorAndTheRestIsWritten(DatasetFormat format, string name, string problem)
    {
        SyntheticQuery bad = new("Q", [new ToolCall(name, JsonValue.Object())], 1) { AvailableTools = [FormatKit.Tool(name, "d", "{}")] };
        AssertRefused(format, bad, problem);
        Assert.Contains(name, FormatKit.Write(DatasetFormat.Trl, bad));
    }

    [Theory]
    [InlineData(DatasetFormat.Hermes)]
    [InlineData(DatasetFormat.LlamaFactory)]
    public void ARowThatSaysTooLittleIsAnError(DatasetFormat format)
    {
        AssertRefused(format, FormatKit.One with { Tools = [] }, "calls no tool");
        AssertRefused(format, FormatKit.One with { AvailableTools = [FormatKit.Search] }, "'lookup', which is not among the tools");
        AssertRefused(format, FormatKit.One with { AvailableTools = [FormatKit.Lookup, FormatKit.Lookup] }, "two tools with the name 'lookup'");
    }

    [Fact]
    public void XlamHasNoPlaceForASystemMessageNorForChoicesOfParameters()
    {
        AssertRefused(DatasetFormat.Xlam, FormatKit.Two, "system message");
        AssertRefused(DatasetFormat.Xlam, FormatKit.One with { AvailableTools = [FormatKit.Tool("lookup", "d", """{"oneOf":[{},{}]}""")] }, "no plain list");
    }

    [Theory]
    [InlineData("""{"type":"string"}""", "str")]
    [InlineData("""{"type":["integer","null"]}""", "Optional[int]")]
    [InlineData("""{"type":["string","number"]}""", "Union[str, float]")]
    [InlineData("""{"type":"array","items":{"type":"boolean"}}""", "List[bool]")]
    [InlineData("""{"type":"array"}""", "list")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"array","items":{"type":"integer"}}}""", "Dict[str, List[int]]")]
    [InlineData("""{"type":"object"}""", "dict")]
    [InlineData("""{"anyOf":[{"type":"array","items":{}},{"type":"null"}]}""", "Optional[List[Any]]")]
    [InlineData("{}", "Any")]
    [InlineData("""{"type":"null"}""", "None")]
    public void TypesAreSaidInPythonAndBack(string schema, string type)
    {
        Assert.Equal(type, PythonType.Of(JsonValue.Parse(schema)));
        Assert.Equal(schema, JsonValue.ToJson(PythonType.ToSchema(type)));
        Assert.True(PythonType.IsKnown(type));
    }

    [Theory]
    [InlineData("str, optional", """{"type":["string","null"]}""")]
    [InlineData("int | None", """{"type":["integer","null"]}""")]
    [InlineData("Tuple[float, float]", """{"type":"array","items":{"type":"number"}}""")]
    [InlineData("np.ndarray", "{}")]
    public void TypesAreReadAsOthersWriteThem(string type, string schema) => Assert.Equal(schema, JsonValue.ToJson(PythonType.ToSchema(type)));

    private static void AssertRefused(DatasetFormat format, SyntheticQuery bad, string problem)
    {
        using MemoryStream stream = new();
        using IDatasetWriter writer = FormatTable.CreateWriter(stream, new DatasetOptions { Format = format }, earlier: null);
        writer.Write(FormatKit.One);
        Assert.Contains(problem, Assert.Throws<NotSupportedException>(() => writer.Write(bad)).Message);
        Assert.ThrowsAny<ArgumentException>(() => writer.Write(FormatKit.One with { Tools = [new ToolCall("lookup", JsonValue.Object(("x", double.NaN)))] }));
        writer.Write(FormatKit.One with { Query = "another" });
        writer.Flush();
        Assert.Equal(FormatKit.Write(format, FormatKit.One, FormatKit.One with { Query = "another" }), System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static IEnumerable<string> Ids(string line) => JsonDocument.Parse(line).RootElement.GetProperty("messages").EnumerateArray()
        .Where(message => message.TryGetProperty("tool_calls", out _)).SelectMany(message => message.GetProperty("tool_calls").EnumerateArray().Select(call => call.GetProperty("id").GetString()!));

    private static SyntheticQuery Row(int i) => new($"query {i}", [new ToolCall("tool_0", JsonValue.Object())], i) { AvailableTools = Ten };
}
