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
            IReadOnlyList<ToolDefinition> tools = Offer(offer, Row(i));
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
        Assert.Equal(["tool_0"], Offer(new ToolSampler(new DatasetOptions { ToolChoice = ToolChoice.Used }), Row(1)).Select(tool => tool.Name));

    [Theory]
    [InlineData(ToolChoice.All, 2)]
    [InlineData(ToolChoice.Used, 0)]
    [InlineData(ToolChoice.Sampled, 1)]
    public void A_tool_that_a_conversation_lacks_is_never_offered_and_one_that_any_turn_calls_always(ToolChoice choice, int others)
    {
        for (int i = 0; i < 100; i++)
        {
            DatasetOptions options = new() { Format = DatasetFormat.Parse("Trl"), ToolChoice = choice, DistractorCount = 1, Seed = i };
            ToolConversation missing = new([ConversationMessage.User("Q"), ConversationMessage.Answer("That tool is missing.")]) { AvailableTools = [Ten[1], Ten[2]] };
            Assert.Equal(others, Names(options, missing).Length);
            Assert.DoesNotContain("tool_0", Names(options, missing));

            ToolConversation several = new(
            [
                ConversationMessage.User("Q"), ConversationMessage.Calling([new("call_1", "tool_3", JsonValue.Object())]), ConversationMessage.Result("call_1", "r"), ConversationMessage.Answer("A"),
                ConversationMessage.User("R"), ConversationMessage.Calling([new("call_2", "tool_7", JsonValue.Object())]),
            ]) { AvailableTools = Ten };
            Assert.Superset(new HashSet<string> { "tool_3", "tool_7" }, Names(options, several).ToHashSet());
        }
    }

    private static string[] Names(DatasetOptions options, DatasetRow row)
    {
        using JsonDocument line = JsonDocument.Parse(FormatKit.Write(options, row));
        return line.RootElement.TryGetProperty("tools", out JsonElement tools) ? [.. tools.EnumerateArray().Select(tool => tool.GetProperty("function").GetProperty("name").GetString()!)] : [];
    }

    private static IReadOnlyList<ToolDefinition> Offer(ToolSampler sampler, SyntheticQuery row) =>
        sampler.Of(row, ulong.Parse(RowKey.TextOf(row, ChatTurns.Of(row)), System.Globalization.NumberStyles.AllowHexSpecifier, null));

    private static SyntheticQuery Row(int i) => new($"query {i}", [new ToolCall("tool_0", JsonValue.Object())], i) { AvailableTools = Ten };
}
