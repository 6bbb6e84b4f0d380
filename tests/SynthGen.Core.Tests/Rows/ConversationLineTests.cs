using System.Text;
using System.Text.Json;
using CsCheck;
using SynthGen.Core.Tests.Datasets;
using SynthGen.Datasets;
using SynthGen.Datasets.Formats;
using SynthGen.Json;
using SynthGen.Rows;

namespace SynthGen.Core.Tests.Rows;

public sealed class ConversationLineTests
{
    private const string Rest = """ "messages":[{"role":"user","content":"q"}]""";

    [Fact]
    public void A_line_begins_with_the_keys_of_a_row_and_has_messages_as_OpenAI_writes_them() => Assert.Equal(
        """{"query":"Who pays for \"grey water\" — é, 🚰?","tools":[{"name":"full_text_search","arguments":{"query":"grey water"}},{"name":"vector_search","arguments":{"query":"who pays"}}],"page":12,"id":"ID","source":"manual.txt","label":"xii","ordinal":30,"kind":"FollowUp","difficulty":"Medium","messages":["""
        + """{"role":"system","content":"Be brief."},{"role":"user","content":"Who pays for \"grey water\" — é, 🚰?"},"""
        + """{"role":"assistant","content":"I look.","tool_calls":[{"id":"call_1","type":"function","function":{"name":"full_text_search","arguments":"{\"query\":\"grey water\"}"}},{"id":"call_2","type":"function","function":{"name":"vector_search","arguments":"{\"query\":\"who pays\"}"}}]},"""
        + """{"role":"tool","tool_call_id":"call_1","content":"[{\"page\":12,\"label\":\"xii\",\"snippet\":\"grey \\\"water\\\"\",\"score\":7.31}]"},{"role":"tool","tool_call_id":"call_2","content":"[]"},"""
        + """{"role":"assistant","content":"The tenant (page xii)."},{"role":"user","content":"Since when?"},{"role":"assistant","content":null,"tool_calls":[{"id":"call_3","type":"function","function":{"name":"full_text_search","arguments":"{\"query\":\"lease signed\"}"}}]},"""
        + """{"role":"tool","tool_call_id":"call_3","content":"{\"error\":\"none\"}"},{"role":"assistant","content":"Since May."}],"""
        + """ "pages":[{"page":12,"label":"xii","ordinal":30,"evidence":{"quote":"grey water","start":7,"length":10}},{"page":4,"source":"lease.txt"}],"provenance":{"backend":"Gemini","model":"m","seed":3,"user_backend":"OpenAI","user_model":"u","result_count":5,"snippet_length":400,"is_simulated":true}}""".Replace(" \"pages", "\"pages", StringComparison.Ordinal) + "\n",
        Write(SampleConversations.Plain with { AvailableTools = [] }).Replace(SampleConversations.Plain.Id, "ID", StringComparison.Ordinal));

    [Fact]
    public void What_is_not_there_is_left_out() => Assert.Equal(
        """{"query":"Thanks!","tools":[],"id":"x","messages":[{"role":"user","content":"Thanks!"}]}""" + "\n",
        Write(new ToolConversation([ConversationMessage.User("Thanks!")]) { Id = "x" }));

    [Fact]
    public void What_is_read_back_is_equal_and_the_same_bytes() => SampleConversations.Any.List[1, 4].Sample(rows =>
    {
        byte[] first = WriteBytes(rows);
        DatasetReader reader = new(new MemoryStream(first));
        DatasetRow[] read = [.. reader.Read().Select(line => line.Row ?? throw new InvalidDataException(line.Problem))];
        Assert.Empty(reader.UnknownKeys);
        Assert.Equal(first, WriteBytes(read));
        foreach ((ToolConversation before, DatasetRow row) in rows.Zip(read))
            AssertEqual(before, Assert.IsType<ToolConversation>(row));
    });

    [Fact]
    public void Rows_and_conversations_may_follow_one_another() => Gen.Select(SampleRows.Any, SampleConversations.Any).Sample((row, talk) =>
    {
        DatasetRow[] read = [.. Read(WriteBytes([row, talk, row])).Select(line => line.Row!)];
        Assert.Equal([typeof(SyntheticQuery), typeof(ToolConversation), typeof(SyntheticQuery)], read.Select(back => back.GetType()));
    });

    [Fact]
    public void One_format_claims_the_line_and_it_is_json_to_others() => SampleConversations.Any.Sample(row =>
    {
        byte[] line = WriteBytes([row]);
        using JsonDocument document = JsonDocument.Parse(line);
        Assert.Equal(["Canonical"], DatasetFormats.All.Where(format => format.Recognizes(document.RootElement)).Select(format => format.Name));
        Assert.Equal(row.Messages.Count, document.RootElement.GetProperty("messages").GetArrayLength());
    });

    [Theory]
    [InlineData("""{"messages":[],"tools":[]}""", "OpenAI")]
    [InlineData("""{"query":"q","messages":[{"role":"assistant","tool_calls":[{"function":{"name":"f","arguments":{}}}]}]}""", "Trl")]
    [InlineData("""{"query":"q","messages":[],"tools":[{"type":"function","function":{"name":"f"}}]}""", "OpenAI")]
    [InlineData("""{"query":"q","messages":[],"tools":"[]"}""", "OpenAI")]
    public void Messages_of_others_are_not_claimed(string line, string format)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        string[] claims = [.. DatasetFormats.All.Where(one => one.Recognizes(document.RootElement)).Select(one => one.Name)];
        Assert.Equal(DatasetFormats.Recognize(Encoding.UTF8.GetBytes(line))?.Name, claims.FirstOrDefault());
        Assert.DoesNotContain("Canonical", claims);
        if (claims.Length > 0)
            Assert.Equal([format], claims);
    }

    [Fact]
    public void Without_messages_the_keys_of_a_conversation_are_unknown()
    {
        DatasetReader reader = new(new MemoryStream("""{"query":"q","tools":[],"page":1,"kind":"odd","difficulty":7,"pages":"all"}"""u8.ToArray()));
        Assert.IsType<SyntheticQuery>(Assert.Single(reader.Read()).Row);
        Assert.Equal(["difficulty", "kind", "pages"], reader.UnknownKeys);
    }

    [Fact]
    public void Unknown_keys_are_said_wherever_they_are()
    {
        DatasetReader reader = new(new MemoryStream(
            """{"query":"q","tools":[],"system_prompt":"s","note":1,"messages":[{"role":"assistant","content":null,"name":"n","tool_calls":[{"id":"a","index":0,"function":{"name":"f","arguments":"{}","strict":true}}]}],"pages":[{"page":1,"url":"u","evidence":{"quote":"q","start":0,"length":1,"of":2}}]}"""u8.ToArray()));
        Assert.NotNull(Assert.Single(reader.Read()).Row);
        Assert.Equal(
            ["messages[].name", "messages[].tool_calls[].function.strict", "messages[].tool_calls[].index", "note", "pages[].evidence.of", "pages[].url", "system_prompt"],
            reader.UnknownKeys);
    }

    [Fact]
    public void A_line_with_a_page_alone_has_one_page()
    {
        ToolConversation row = Assert.IsType<ToolConversation>(Assert.Single(Read("""{"query":"q","tools":[],"page":4,"label":"iv","ordinal":9,"messages":[{"role":"user","content":"q"}]}"""u8.ToArray())).Row);
        Assert.Equal(new ConversationPage(4) { Label = "iv", Ordinal = 9 }, Assert.Single(row.Pages));
    }

    [Theory]
    [InlineData("""{"tools":[],""" + Rest + "}", "the key 'query' is missing")]
    [InlineData("""{"query":"q",""" + Rest + "}", "the key 'tools' is missing")]
    [InlineData("""{"query":"q","tools":[],"kind":"Chat",""" + Rest + "}", "'kind' must be one of Lookup, Parallel,")]
    [InlineData("""{"query":"q","tools":[],"difficulty":1,""" + Rest + "}", "'difficulty' must be a string, not a number")]
    [InlineData("""{"query":"q","tools":[],"messages":{}}""", "'messages' must be a list, not an object")]
    [InlineData("""{"query":"q","tools":[],"messages":["q"]}""", "a message in 'messages' must be an object, not a string")]
    [InlineData("""{"query":"q","tools":[],"messages":[{"content":"q"}]}""", "the key 'messages[].role' is missing")]
    [InlineData("""{"query":"q","tools":[],"messages":[{"role":"human","content":"q"}]}""", "'messages[].role' must be one of system, user, assistant, tool, not 'human'")]
    [InlineData("""{"query":"q","tools":[],"messages":[{"role":"user","content":["q"]}]}""", "'messages[].content' must be a string, not a list")]
    [InlineData("""{"query":"q","tools":[],"messages":[{"role":"assistant","tool_calls":[{"id":"a"}]}]}""", "the key 'messages[].tool_calls[].function' is missing")]
    [InlineData("""{"query":"q","tools":[],"messages":[{"role":"assistant","tool_calls":[{"function":{"name":"f","arguments":"{}"}}]}]}""", "the key 'messages[].tool_calls[].id' is missing")]
    [InlineData("""{"query":"q","tools":[],"messages":[{"role":"assistant","tool_calls":[{"id":"a","function":{"name":"f"}}]}]}""", "the key 'messages[].tool_calls[].function.arguments' is missing")]
    [InlineData("""{"query":"q","tools":[],"messages":[{"role":"assistant","tool_calls":[{"id":"a","function":{"name":"f","arguments":{}}}]}]}""", "arguments' must be a string, not an object")]
    [InlineData("""{"query":"q","tools":[],"messages":[{"role":"assistant","tool_calls":[{"id":"a","function":{"name":"f","arguments":"{"}}]}]}""", "is not JSON")]
    [InlineData("""{"query":"q","tools":[],"messages":[{"role":"assistant","tool_calls":[{"id":"a","function":{"name":"f","arguments":"[]"}}]}]}""", "must hold an object, not a list")]
    [InlineData("""{"query":"q","tools":[],"pages":[{"label":"iv"}],""" + Rest + "}", "the key 'pages[].page' is missing")]
    [InlineData("""{"query":"q","tools":[],"pages":[{"page":1,"evidence":{"quote":"x"}}],""" + Rest + "}", "the key 'pages[].evidence.start' is missing")]
    [InlineData("""{"query":"q","tools":[],"provenance":{"backend":"b","model":"m","is_simulated":"yes"},""" + Rest + "}", "'provenance.is_simulated' must be true or false, not a string")]
    [InlineData("""{"query":"q","tools":[],"messages":[{"role":"user","content":"\ud800"}]}""", "not valid Unicode")]
    public void A_bad_line_says_what_is_wrong(string json, string problem) =>
        Assert.Contains(problem, Assert.Single(new DatasetReader(new MemoryStream(Encoding.UTF8.GetBytes(json)), DatasetFormats.Canonical).Read()).Problem);

    [Fact]
    public void A_damaged_line_is_a_problem_and_the_next_one_is_read() => Gen.Select(SampleConversations.Any, Gen.Int[0, 100_000]).Sample((row, at) =>
    {
        byte[] line = WriteBytes([row]);
        byte[] cut = [.. line.AsSpan(0, at % (line.Length - 1)), (byte)'\n', .. line];
        DatasetLine[] read = [.. Read(cut)];
        Assert.NotNull(read[^1].Row);
        Assert.All(read[..^1], bad => Assert.NotNull(bad.Problem));
    });

    [Fact]
    public void A_conversation_that_cannot_be_written_leaves_nothing_behind()
    {
        Dictionary<string, object?> endless = [];
        endless["self"] = endless;
        ToolConversation bad = new([ConversationMessage.User("q"), ConversationMessage.Calling([new ConversationCall("call_1", "t", endless)])]);
        using MemoryStream stream = new();
        using CanonicalWriter writer = new(stream);
        Assert.Throws<InvalidOperationException>(() => writer.Write(bad));
        writer.Write(SampleConversations.Plain);
        writer.Flush();
        Assert.Equal(Write(SampleConversations.Plain), Encoding.UTF8.GetString(stream.ToArray()));
    }

    /// <summary>Asserts that two conversations have the same content.</summary>
    internal static void AssertEqual(ToolConversation one, ToolConversation other)
    {
        Assert.Equal(
            (one.Id, one.Query, one.Page, one.Kind, one.Difficulty, one.Source, one.PairId, one.Split, one.Provenance, one.SystemPrompt),
            (other.Id, other.Query, other.Page, other.Kind, other.Difficulty, other.Source, other.PairId, other.Split, other.Provenance, other.SystemPrompt));
        Assert.Equal(one.Pages, other.Pages);
        Assert.Equal(one.Messages.Select(Facts), other.Messages.Select(Facts));
        Assert.Equal(one.AvailableTools.Select(tool => tool.Name), other.AvailableTools.Select(tool => tool.Name));
        Assert.Equal(one.Verdict?.Gates, other.Verdict?.Gates);

        static (MessageRole, string?, string?, string) Facts(ConversationMessage message) =>
            (message.Role, message.Text, message.CallId, string.Join('\n', message.Calls.Select(call => $"{call.Id} {call.Name} {JsonValue.ToJson(call.Arguments)}")));
    }

    private static string Write(DatasetRow row) => Encoding.UTF8.GetString(WriteBytes([row]));

    private static byte[] WriteBytes(IEnumerable<DatasetRow> rows)
    {
        using MemoryStream stream = new();
        using CanonicalWriter writer = new(stream);
        foreach (DatasetRow row in rows)
            writer.Write(row);
        writer.Flush();
        return stream.ToArray();
    }

    private static IEnumerable<DatasetLine> Read(byte[] lines) => new DatasetReader(new MemoryStream(lines)).Read();
}
