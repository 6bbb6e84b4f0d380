using SynthGen.Generation.Replies;
using static SynthGen.Generation.Replies.ReplyError;

namespace SynthGen.Core.Tests.Generation.Replies;

/// <summary>Replies as models really write them, and the parser's results.</summary>
public sealed class ReplyParserTests
{
    private const string A = """{"query":"Who paid the rent?","tools":[{"name":"full_text_search","arguments":{"query":"rent"}}],"evidence":"Gannet paid the rent"}""";
    private const string B = """{"query":"Why was it void?","tools":[{"name":"vector_search","arguments":{"query":"void waiver","limit":5}}],"evidence":"the waiver is void"}""";
    private const string Both = "Who paid the rent?|full_text_search({\"query\":\"rent\"})|Gannet paid the rent\n" +
        "Why was it void?|vector_search({\"query\":\"void waiver\",\"limit\":5})|the waiver is void";

    private static readonly string OnlyA = Both.Split('\n')[0];

    private static readonly string OnlyB = Both.Split('\n')[1];

    [Theory]
    [InlineData($"{{\"queries\":[{A},{B}]}}")]
    [InlineData($"\uFEFF{{\"queries\":[{A},{B}]}}\n")]
    [InlineData($"{{\"page\":12,\"domain\":{{\"name\":\"legal\"}},\"queries\":[{A},{B}],\"count\":2}}")]
    [InlineData($"{{\"tools\":[{{\"name\":\"full_text_search\"}}],\"queries\":[{A},{B}]}}")]
    public void Reads_what_was_asked_for(string reply)
    {
        ReplyReading reading = ReplyParser.Parse(reply);
        Assert.Equal(Both, Show(reading));
        Assert.Empty(reading.Complaints);
        Assert.False(reading.WasSalvaged);
        Assert.False(reading.IsEmpty);
        Assert.Equal([0, 1], reading.Rows.Select(row => row.Index));
    }

    public static TheoryData<string> BothRows => new(
        // Around the JSON.
        $"```json\n{{\"queries\":[{A},{B}]}}\n```",
        $"```\n{{\"queries\":[{A},{B}]}}\n```\n",
        $"~~~json\n{{\"queries\":[{A},{B}]}}\n~~~",
        $"Sure! Here are the queries [as asked] for {{page 12}}:\n\n```json\n{{\"queries\":[{A},{B}]}}\n```\nLet me know if you need more [1].",
        $"Here is the JSON you wanted: {{\"queries\":[{A},{B}]}} I hope this helps!",
        $"<think>The page is about rent. {{\"query\": maybe}} [hm]</think>\n{{\"queries\":[{A},{B}]}}",
        $"<think>\nLet me draft: {{\"queries\":[{{\"query\":\"draft\"}}]}}\n</think>\n\n```json\n{{\"queries\":[{A},{B}]}}\n```",
        $"I should look for the rent first.\n</think>\n{{\"queries\":[{A},{B}]}}",
        $"<think>\nThe page is about rent, so I ask about it.\n{{\"queries\":[{A},{B}]}}",
        $"<Thinking>hm</Thinking>{{\"queries\":[{A},{B}]}}",
        $"<|channel|>final<|message|>{{\"queries\":[{A},{B}]}}",
        $"{{\"queries\":[{A},{B}]}}\n{{\"queries\":[]}}",

        // Another shape around the rows.
        $"[{A},{B}]",
        $"{A}\n{B}\n",
        $"1. {A}\n2. {B}",
        $"```json\n{A}\n```\n\n```json\n{B}\n```",
        $"{{\"results\":[{A},{B}]}}",
        $"{{\"Queries\":[{A},{B}]}}",
        $"{{\"synthetic_queries\":[{A},{B}]}}",
        $"{{\"response\":{{\"queries\":[{A},{B}]}}}}",
        $"{{\"name\":\"submit\",\"arguments\":{{\"queries\":[{A},{B}]}}}}",
        System.Text.Json.JsonSerializer.Serialize($"{{\"queries\":[{A},{B}]}}"),

        // Invalid JSON.
        $"{{\"queries\":[{A},{B},]}}",
        $"{{\"queries\":[{A},\n\n,{B}],}}",
        $"{{\"queries\":[{A}\n{B}]}}",
        $"{{\"queries\":[{A},{B}}}",
        $"// the rows\n{{\"queries\": /* two */ [{A}, // first\n{B}]}}",
        $"{{queries:[{A},{B}]}}",
        $"{{\"queries\":[{A.Replace("]", ",]", StringComparison.Ordinal)},{B.Replace("}}", ",},}", StringComparison.Ordinal)}]}}",
        $"{{\"queries\":[{A.Replace('"', '\'')},{B}]}}",
        $"{{\"queries\":[{A.Replace("\"query\":", "query : ", StringComparison.Ordinal)},{B}]}}",
        $"{{\"queries\":[{A},{B.Replace("}}],", "}],", StringComparison.Ordinal)}]}}",
        $"{{\"queries\":[{A},{B.Replace(",\"evidence\"", "\n\"evidence\"", StringComparison.Ordinal)}]}}",
        "{“queries”:[" + $"{A},{B}]}}",

        // Other names within a row.
        $"{{\"queries\":[{A.Replace("\"query\":\"Who", "\"question\":\"Who", StringComparison.Ordinal)},{B.Replace("evidence", "quote", StringComparison.Ordinal)}]}}",
        $"{{\"queries\":[{A.Replace("\"tools\"", "\"tool_calls\"", StringComparison.Ordinal)},{B.Replace("\"tools\"", "\"calls\"", StringComparison.Ordinal)}]}}",
        $"{{\"queries\":[{A.Replace("arguments", "parameters", StringComparison.Ordinal)},{B.Replace("arguments", "args", StringComparison.Ordinal)}]}}",
        $"{{\"queries\":[{A.Replace("arguments", "input", StringComparison.Ordinal)},{B.Replace("\"name\"", "\"tool\"", StringComparison.Ordinal)}]}}",
        $"{{\"queries\":[{A.Replace("\"Gannet paid the rent\"", "{\"quote\":\"Gannet paid the rent\",\"page\":3}", StringComparison.Ordinal)},{B}]}}",
        $"{{\"queries\":[{A.Replace("\"Gannet paid the rent\"", "[\"Gannet paid the rent\"]", StringComparison.Ordinal)},{B}]}}",
        $"{{\"queries\":[{A.Replace("[{", "{", StringComparison.Ordinal).Replace("}]", "}", StringComparison.Ordinal)},{B}]}}",
        $"{{\"queries\":[{A.Replace("{\"query\":\"rent\"}", "\"{\\\"query\\\":\\\"rent\\\"}\"", StringComparison.Ordinal)},{B}]}}",
        $"{{\"queries\":[{A.Replace("{\"query\":\"rent\"}", "\"{'query':'rent',}\"", StringComparison.Ordinal)},{B}]}}",
        $"{{\"queries\":[{A.Replace("\"arguments\":{\"query\":\"rent\"}", "\"query\":\"rent\"", StringComparison.Ordinal)},{B}]}}",
        $"{{\"queries\":[{A.Replace("{\"name\":\"full_text_search\",\"arguments\":{\"query\":\"rent\"}}", "{\"full_text_search\":{\"query\":\"rent\"}}", StringComparison.Ordinal)},{B}]}}",
        $"{{\"queries\":[{A.Replace("{\"name\"", "{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\"", StringComparison.Ordinal).Replace("}}]", "}}}]", StringComparison.Ordinal)},{B}]}}",
        """{"queries":[{"query":"Who paid the rent?","tool":"full_text_search","arguments":{"query":"rent"},"evidence":"Gannet paid the rent"},""" + B + "]}");

    [Theory]
    [MemberData(nameof(BothRows))]
    public void Salvages_both_rows(string reply)
    {
        ReplyReading reading = ReplyParser.Parse(reply);
        Assert.Empty(reading.Complaints);
        Assert.Equal(Both, Show(reading));
        Assert.True(reading.WasSalvaged);
    }

    private const string C = """{"slot":3,"evidence":"Gannet paid the rent","query":"Who paid the rent?","tools":[{"name":"full_text_search","arguments":{"query":"rent"}}]}""";
    private const string D = """{"slot":1,"evidence":"the waiver is void","query":"Why was it void?","tools":[{"name":"vector_search","arguments":{"query":"void waiver","limit":5}}]}""";

    [Theory]
    [InlineData($"{{\"queries\":[{C},{D}]}}", 0)]
    [InlineData($"Here:\n```json\n{{\"queries\":[{C},{D}]}}\n```", 0)]
    [InlineData($"{{\"queries\":[{C},{D},{{\"slot\":2,\"evidence\":\"he", 1)]
    [InlineData($"{{\"queries\":[{C},{{\"slot\":2,\"evidence\":\"an open mark,\"query\":\"Who?\"}},{D}]}}", 1)]
    [InlineData($"{C}\n{D}", 0)]
    [InlineData($"[{C},{D},]", 0)]
    [InlineData($"{{\"my_rows\":[{C},{D}]}}", 0)]
    public void Slots_are_read_in_the_order_that_was_asked_for_and_salvaged_from_broken_replies(string reply, int complaints)
    {
        ReplyReading reading = ReplyParser.Parse(reply);
        Assert.Equal(Both, Show(reading));
        Assert.Equal([3, 1], reading.Rows.Select(row => row.Slot));
        Assert.Equal(complaints, reading.Complaints.Count);
    }

    [Theory]
    [InlineData("\"slot\":\"2\"", 2)]
    [InlineData("\"Slot\":2", 2)]
    [InlineData("\"slot\":2.5", null)]
    [InlineData("\"slot\":99999999999", null)]
    [InlineData("\"slot\":null", null)]
    [InlineData("\"slot\":[2]", null)]
    [InlineData("\"note\":2", null)]
    public void A_row_without_a_usable_slot_is_a_row(string member, int? slot)
    {
        ReplyReading reading = ReplyParser.Parse($"{{\"queries\":[{C.Replace("\"slot\":3", member, StringComparison.Ordinal)}]}}");
        Assert.Equal(OnlyA, Show(reading));
        Assert.Empty(reading.Complaints);
        Assert.Equal(slot, reading.Rows[0].Slot);
    }

    public static TheoryData<string, string, string> SomeRows => new()
    {
        { $"{{\"queries\":[{A},{B}]", Both, "The reply is cut off" },
        { $"{{\"queries\":[{A},{B}", Both, "The reply is cut off" },
        { $"{{\"queries\":[{A},{B[..60]}", OnlyA, "queries[1]: The reply is cut off" },
        { $"{{\"queries\":[{A},{B[..^1]}", OnlyA, "queries[1]: The reply is cut off" },
        { $"```json\n{{\"queries\":[{A},{B[..^9]}\n```", OnlyA, "queries[1]: The reply is cut off" },
        { $"```json\n{{\"queries\":[{A},\n```", OnlyA, "The reply is cut off" },
        { $"{{\"queries\":[{A},{{\"qu", OnlyA, "queries[1]: The reply is cut off" },
        { A[..40], "", "queries[0]: The reply is cut off" },
        { "{\"queries\":", "", "The reply is cut off" },
        { $"{{\"queries\":[{A},{A}]}}", OnlyA, "queries[1]: The row repeats" },
        { $"{{\"queries\":[{A},{A.Replace("Who paid", "who  PAID", StringComparison.Ordinal)}]}}", OnlyA, "queries[1]: The row repeats" },
        { $"{{\"queries\":[{A},\"more rows\",{B}]}}", Both, "queries[1]: An element of 'queries' is not an object." },
        { $"{{\"queries\":[{A},null,{B}]}}", Both, "queries[1]: An element of 'queries' is not an object." },
        { $"{{\"queries\":[{A}, ..., {B}]}}", Both, "queries[1]: The row is not valid JSON." },
        { $"{{\"queries\":[{{\"query\":\"Who?\" \"tools\" [}},{B}]}}", OnlyB, "queries[0]: The row is not valid JSON." },
        { $"{{\"queries\":[{A.Replace("{\"query\":\"rent\"}", "rent", StringComparison.Ordinal)},{B}]}}", OnlyB, "queries[0]: The row is not valid JSON." },
        { $"{{\"queries\":[{A.Replace("{\"query\":\"rent\"}", "\"rent\"", StringComparison.Ordinal)},{B}]}}", OnlyB, "queries[0].tools[0].arguments: The arguments of the call are not a JSON object." },
        { $"{{\"queries\":[{A.Replace("{\"query\":\"rent\"}", "[\"rent\"]", StringComparison.Ordinal)},{B}]}}", OnlyB, "queries[0].tools[0].arguments: The arguments" },
        { $"{{\"queries\":[{A.Replace("\"name\":\"full_text_search\",", "", StringComparison.Ordinal)},{B}]}}", OnlyB, "queries[0].tools[0].name: The call does not name its tool." },
        { $"{{\"queries\":[{A.Replace("full_text_search", " ", StringComparison.Ordinal)},{B}]}}", OnlyB, "queries[0].tools[0].name: The call does not name its tool." },
        { $"{{\"queries\":[{A.Replace("Who paid the rent?", "", StringComparison.Ordinal)},{B}]}}", OnlyB, "queries[0].query: The row has no query." },
        { $"{{\"queries\":[{A.Replace("\"Who paid the rent?\"", "7", StringComparison.Ordinal)},{B}]}}", OnlyB, "queries[0].query: The row has no query." },
        { $"{{\"queries\":[{{\"query\":\"Who?\",\"tools\":[],\"evidence\":\"he\"}},{B}]}}", OnlyB, "queries[0].tools: The row calls no tool." },
        { $"{{\"queries\":[{{\"query\":\"Who?\",\"tools\":null,\"evidence\":\"he\"}},{B}]}}", OnlyB, "queries[0].tools: The row calls no tool." },
        { $"{{\"queries\":[{{\"query\":\"Who?\",\"evidence\":\"he\"}},{B}]}}", OnlyB, "queries[0].tools: The row calls no tool." },
        { $"{{\"queries\":[{A.Replace("\"Gannet paid the rent\"", "\" \"", StringComparison.Ordinal)},{B}]}}", OnlyB, "queries[0].evidence: The row has no evidence." },
        { $"{{\"queries\":[{A.Replace("\"Gannet paid the rent\"", "null", StringComparison.Ordinal)},{B}]}}", OnlyB, "queries[0].evidence: The row has no evidence." },
        { $"{{\"queries\":[{A.Replace("{\"query\":\"rent\"}", new string('[', 100) + new string(']', 100), StringComparison.Ordinal)},{B}]}}", OnlyB, "queries[0]: The row is nested deeper" },
        { $"{{\"queries\":[{A.Replace("}]", "}],\"query\":\"Who else?\"", StringComparison.Ordinal)},{B}]}}", OnlyB, "queries[0]: The row is not valid JSON." },
        { $"{{\"queries\":[{A.Replace("\"Gannet", "{\"Gannet", StringComparison.Ordinal)},{B}]}}", OnlyB, "queries[0]: The row is not valid JSON." },
        { $"{{\"queries\":[{{\"query\":\"Who?\",\"tools\":[{{\"name\":\"x\"}}],\"evidence\":\"an open mark}},{B}]", OnlyB, "queries[0]: The row is not valid JSON." },
    };

    [Theory]
    [MemberData(nameof(SomeRows))]
    public void Keeps_what_is_whole_and_complains_of_the_rest(string reply, string rows, string complaint)
    {
        ReplyReading reading = ReplyParser.Parse(reply);
        Assert.Equal(rows, Show(reading));
        Assert.Contains(reading.Complaints, found => found.ToString().StartsWith(complaint, StringComparison.Ordinal));
        Assert.All(reading.Complaints, found => Assert.StartsWith(found.Row is { } row ? $"queries[{row}]" : "", found.Path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"queries":[]}""")]
    [InlineData("""{"queries":null}""")]
    [InlineData("""{"queries":{}}""")]
    [InlineData("{}")]
    [InlineData(" [] ")]
    [InlineData("null")]
    [InlineData("```json\n[]\n```")]
    [InlineData("```json\nnull\n```")]
    [InlineData("```json\n{\n  \"queries\": []\n}\n```")]
    [InlineData("The page is blank, so there is nothing to ask:\n\n{\"queries\": []}")]
    [InlineData("Nothing useful here. Result: []")]
    [InlineData("<think>Only a stamp [illegible].</think>{\"queries\":[ ]}")]
    [InlineData("{\"queries\":[,]}")]
    [InlineData("{\"queries\":[],}")]
    public void Knows_when_the_model_found_nothing(string reply)
    {
        ReplyReading reading = ReplyParser.Parse(reply);
        Assert.Empty(reading.Complaints);
        Assert.True(reading.IsEmpty);
    }

    [Theory]
    [InlineData(null, NoJson)]
    [InlineData("", NoJson)]
    [InlineData(" \n\t", NoJson)]
    [InlineData("There is nothing useful on this page.", NoJson)]
    [InlineData("I cannot help with that [see policy 3]. Tasks:\n- [ ] none", NoJson)]
    [InlineData("<think>The page holds a list of names, so", NoJson)]
    [InlineData("\"nothing\"", NoJson)]
    [InlineData("42", NoJson)]
    [InlineData("true", NoJson)]
    [InlineData("{{{{", Truncated)]
    [InlineData("""{"queries":"none"}""", NotAnArray)]
    [InlineData("""{"error":{"code":500,"message":"overloaded"}}""", NotAnArray)]
    [InlineData("""{"message":"There is nothing useful on this page."}""", NotAnArray)]
    [InlineData("""The schema is {"type":"object","properties":{"queries":{"type":"array","items":{"type":"object","properties":{"query":{"type":"string"}}}}}}""", NotAnArray)]
    [InlineData("""["Who paid?"]""", NotARow)]
    [InlineData("[1]", NotARow)]
    [InlineData("""{"queries":[]""", Truncated)]
    [InlineData("[", Truncated)]
    public void Names_the_fault_of_a_reply_without_rows(string? reply, ReplyError fault)
    {
        ReplyReading reading = ReplyParser.Parse(reply);
        Assert.Equal(fault, Assert.Single(reading.Complaints).Fault);
        Assert.Empty(reading.Rows);
        Assert.False(reading.IsEmpty);
    }

    [Theory]
    [InlineData("""He said "no" to it""", """He said "no" to it""")]
    [InlineData("""He said "no", and left""", """He said "no", and left""")]
    [InlineData("""He wrote "The end".""", """He wrote "The end".""")]
    [InlineData("one\n\ttwo", "one\n\ttwo")]
    [InlineData(@"it\'s 5\% of C:\Users", @"it's 5\% of C:\Users")]
    [InlineData(@"half \ud83d and whole \ud83d\ude00", "half \uFFFD and whole \U0001F600")]
    [InlineData(@"\uZZZZ", @"\uZZZZ")]
    [InlineData("{braces} [and] brackets", "{braces} [and] brackets")]
    public void Mends_strings(string written, string read)
    {
        ReplyReading reading = ReplyParser.Parse($"{{\"queries\":[{A.Replace("Gannet paid the rent", written, StringComparison.Ordinal)},{B}]}}");
        Assert.Empty(reading.Complaints);
        Assert.Equal([read, "the waiver is void"], reading.Rows.Select(row => row.Quote));
    }

    [Theory]
    [InlineData("NaN", null)]
    [InlineData("None", null)]
    [InlineData("True", true)]
    [InlineData("+5", 5L)]
    [InlineData("007", 7L)]
    [InlineData("12", 12L)]
    public void Mends_literals(string written, object? read)
    {
        ReplyReading reading = ReplyParser.Parse($"{{\"queries\":[{B.Replace(":5", ":" + written, StringComparison.Ordinal)},]}}");
        Assert.Equal(read, Assert.Single(reading.Rows).Calls[0].Arguments["limit"]);
    }

    [Fact]
    public void Mends_halves_of_pairs() => Mends_strings("half \ud83d", "half \uFFFD");

    [Fact]
    public void Joins_several_quotes() =>
        Assert.Equal("one \u2026 two", Assert.Single(ReplyParser.Parse(
            A.Replace("\"Gannet paid the rent\"", "[\"one\",{\"text\":\"two\"}]", StringComparison.Ordinal)).Rows).Quote);

    [Fact]
    public void Keeps_all_calls_of_a_row()
    {
        ReplyRow row = Assert.Single(ReplyParser.Parse($$$"""
            {"queries":[{"query":"Q?","tools":[{"name":"full_text_search","arguments":{"query":"a"}},
            {"name":"vector_search","arguments":{"query":"b"}}],"evidence":"e"}]}
            """).Rows);
        Assert.Equal(["full_text_search", "vector_search"], row.Calls.Select(call => call.Name));
    }

    [Fact]
    public void Limits_size_and_complaints()
    {
        Assert.Equal(TooLong, Assert.Single(ReplyParser.Parse(new string('x', ReplyParser.LongestReply + 1)).Complaints).Fault);
        ReplyReading many = ReplyParser.Parse($"[{string.Concat(Enumerable.Repeat("1,", 5_000))}{A}]");
        Assert.Equal(ReplyParser.MostComplaints + 1, many.Complaints.Count);
        Assert.Equal(TooManyFaults, many.Complaints[^1].Fault);
        Assert.Equal(OnlyA, Show(many));
    }

    [Fact]
    public void Every_fault_has_its_words() =>
        Assert.All(Enum.GetValues<ReplyError>(), fault => Assert.EndsWith(".", new ReplyComplaint(fault, "", null).Reason, StringComparison.Ordinal));

    internal static string Show(ReplyReading reading) =>
        string.Join('\n', reading.Rows.Select(row => $"{row.Query}|{string.Join('+', row.Calls)}|{row.Quote}"));
}
