using System.Text.Json;
using SynthGen.Datasets;
using SynthGen.Datasets.Formats.Writing;
using SynthGen.Json;

namespace SynthGen.Core.Tests.Datasets.Formats.Writing;

public sealed class ToolSamplerTests
{
    private static readonly ToolDefinition[] Ten = [.. Enumerable.Range(0, 10).Select(i => FormatKit.Tool($"tool_{i}", "d", "{}"))];

    // 4,000 rows over 10 places: 400 each. A chi-square of 9 degrees of freedom is above 27.9 once in 1,000 draws, and the draw is always the same.
    [Theory]
    [InlineData(ToolChoice.All, 3, 10)]
    [InlineData(ToolChoice.Sampled, 4, 5)]
    [InlineData(ToolChoice.Sampled, 100, 10)]
    public void The_used_tool_stands_at_every_place_as_often(ToolChoice choice, int count, int offered)
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
    public void What_a_row_offers_depends_on_seed_and_row_alone()
    {
        DatasetOptions options = new() { Format = DatasetFormat.Parse("Trl"), ToolChoice = ToolChoice.Sampled, DistractorCount = 2, Seed = 1 };
        SyntheticQuery[] rows = [.. Enumerable.Range(0, 50).Select(Row)];
        string[] lines = FormatKit.Write(options, rows).Split('\n');
        Assert.Equal(lines.SkipLast(1).Reverse(), FormatKit.Write(options, rows.Reverse()).Split('\n').SkipLast(1));
        Assert.Equal(lines, FormatKit.Write(options, rows.Select(row => row with { AvailableTools = [.. row.AvailableTools.Reverse()], Page = 99 })).Split('\n'));
        Assert.NotEqual(lines, FormatKit.Write(options with { Seed = 2 }, rows).Split('\n'));
        Assert.All(lines.SkipLast(1), line => Assert.Equal(3, JsonDocument.Parse(line).RootElement.GetProperty("tools").GetArrayLength()));
    }

    [Fact]
    public void Used_offers_what_is_called_alone() =>
        Assert.Equal(["tool_0"], new ToolSampler(new DatasetOptions { ToolChoice = ToolChoice.Used }).Of(Row(1)).Select(tool => tool.Name));

    private static SyntheticQuery Row(int i) => new($"query {i}", [new ToolCall("tool_0", JsonValue.Object())], i) { AvailableTools = Ten };
}
