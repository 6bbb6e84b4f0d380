using SynthGen.Evaluation;
using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Evaluation;

/// <summary>The comparison of calls, on pairs made by hand: the fault expected, the calls expected and made, and why.</summary>
public sealed class CallMatcherTests
{
    private static readonly string[][] Pairs = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Evaluation", "CallPairs.tsv")).Select(line => line.Split('\t'))];

    private static readonly ToolDefinition[] Tools =
    [
        .. BuiltInTools.All,
        Tool("get_weather", """{"type":"object","properties":{"city":{"type":"string"},"unit":{"enum":["celsius","fahrenheit"],"default":"celsius"},"days":{"type":"integer","default":1}},"required":["city"]}"""),
        Tool("book_room", """{"type":"object","properties":{"guests":{"type":"array"},"breakfast":{"type":"boolean"}},"required":["guests"]}"""),
        Tool("set_flags", """{"type":"object","properties":{"flags":{"type":"object"}}}"""),
        Tool("compute", """{"type":"object","properties":{"x":{},"y":{}}}"""),
        Tool("plan", """{"type":"object","properties":{"steps":{"type":"array"},"mode":{"type":"string","default":"safe"}}}"""),
    ];

    public static TheoryData<string, string, string, string> All
    {
        get
        {
            TheoryData<string, string, string, string> data = [];
            foreach (string[] pair in Pairs)
                data.Add(pair[3], pair[0], pair[1], pair[2]);
            return data;
        }
    }

    [Fact]
    public void There_are_more_than_two_hundred_pairs_of_every_fault() =>
        Assert.Equal(
            (true, 1 + Enum.GetValues<CallFault>().Length),
            (Pairs.Select(pair => (pair[1], pair[2])).Distinct().Count() > 200, Pairs.Select(pair => pair[0]).Distinct().Count()));

    [Theory, MemberData(nameof(All))]
    public void A_pair_is_judged_as_BFCL_judges_it(string why, string fault, string expected, string made)
    {
        CallMatcher matcher = new(Tools);
        Assert.Equal((why, fault), (why, matcher.Compare(Read(expected), Read(made))?.ToString() ?? "Match"));

        // What matches, matches the other way round, and so does what does not.
        Assert.Equal((why, fault == "Match"), (why, matcher.Compare(Read(made), Read(expected)) is null));
    }

    private static ToolCall[] Read(string json) =>
        [.. ((IReadOnlyList<object?>)JsonValue.Parse(json)!).Cast<IReadOnlyList<object?>>().Select(call => new ToolCall((string)call[0]!, (IReadOnlyDictionary<string, object?>)call[1]!))];

    private static ToolDefinition Tool(string name, string schema) => new(name, "", (IReadOnlyDictionary<string, object?>)JsonValue.Parse(schema)!);
}
