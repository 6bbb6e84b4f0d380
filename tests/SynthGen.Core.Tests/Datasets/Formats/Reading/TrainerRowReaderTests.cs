using SynthGen.Datasets;

namespace SynthGen.Core.Tests.Datasets.Formats.Reading;

/// <summary>Reads rows that other programs wrote.</summary>
public sealed class TrainerRowReaderTests
{
    [Theory]
    // A conversation that goes on: the query and its calls are the row.
    [InlineData("""{"messages":[{"role":"system","content":"S"},{"role":"user","content":"Q"},{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"lookup","arguments":"{\"x\": 1}"}}]},{"role":"tool","tool_call_id":"call_1","content":"r"},{"role":"assistant","content":"A"}],"tools":"[{\"name\":\"lookup\"}]"}""", "messages after the calls")]
    // Hermes in its authors' own form: tools one after the other, with Python-like words around them.
    [InlineData("""{"conversations":[{"from":"system","value":"S <tools>\n{\"type\":\"function\",\"function\":{\"name\":\"lookup\",\"parameters\":{}}}\n{\"name\":\"b\"}\n</tools> go"},{"from":"human","value":"Q"},{"from":"gpt","value":"Sure.\n<tool_call>\n{\"arguments\": {\"x\": 1}, \"name\": \"lookup\"}\n</tool_call>"}]}""", "text beside <tool_call>", "the system turn's own words around <tools>")]
    [InlineData("""{"id":0,"query":"Q","answers":[{"name":"lookup","arguments":{"x":1}}],"tools":"[{\"name\":\"lookup\",\"description\":\"d\",\"parameters\":{\"x\":{\"type\":\"int\"}}}]","source":"x"}""", "source")]
    [InlineData("""{"contents":[{"parts":[{"text":"Q"}]},{"role":"model","parts":[{"text":"Sure."},{"functionCall":{"name":"lookup","args":{"x":1}}}]}],"tools":[{"functionDeclarations":[{"name":"lookup"}]},{"googleSearch":{}}]}""", "contents[].parts beside functionCall", "tools[] without functionDeclarations")]
    [InlineData("""{"conversations":[{"from":"human","value":"Q"},{"from":"function_call","value":"[{\"name\":\"lookup\",\"arguments\":\"{\\\"x\\\":1}\"}]"},{"from":"observation","value":"r"},{"from":"gpt","value":"A"}],"tools":[{"name":"lookup"}]}""", "conversations after the calls")]
    [InlineData("""{"instruction":"I","input":"Q","output":"{\"name\":\"lookup\",\"arguments\":{\"x\":1}}","history":[]}""", "history")]
    public void TheRowIsReadAndWhatItHasNoPlaceForIsNamed(string line, params string[] passedOver)
    {
        DatasetReader reader = new(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(line)));
        SyntheticQuery row = (SyntheticQuery)Assert.Single(reader.Read()).Row!;
        Assert.Equal("Q", row.Query);
        Assert.Equal("""lookup({"x":1})""", Assert.Single(row.Tools).ToString());
        Assert.Equal(0, row.Page);
        Assert.True(row.AvailableTools.Count == 0 || row.AvailableTools[0].Name == "lookup");
        Assert.Equal(passedOver, reader.UnknownKeys);
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"Q"}]}""", "no message has 'tool_calls'")]
    [InlineData("""{"messages":[{"role":"user","content":"Q"},{"role":"user","content":"Q"}]}""", "'messages[1]' is another turn of the role 'user'")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"text"}]}]}""", "'messages[].content' must be a string, not a list")]
    [InlineData("""{"messages":[{"role":"user","content":"Q"},{"role":"assistant","tool_calls":[{"function":{"name":"t","arguments":"{"}}]}]}""", "'messages[].tool_calls[].function.arguments' holds is not JSON")]
    [InlineData("""{"conversations":[{"from":"human","value":"Q"},{"from":"gpt","value":"A"}]}""", "no turn has a <tool_call> block")]
    [InlineData("""{"conversations":[{"from":"human","value":"Q"},{"from":"gpt","value":"<tool_call>x</tool_call>"}]}""", "what stands in <tool_call> is not JSON")]
    [InlineData("""{"conversations":[{"from":"human","value":"Q"}],"tools":"x"}""", "no turn from 'function_call' has a call")]
    [InlineData("""{"query":"Q","answers":"x"}""", "what 'answers' holds is not JSON")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"Q"}]}]}""", "no part has a 'functionCall'")]
    [InlineData("""{"instruction":"I","input":"Q","output":"Certainly!"}""", "what 'output' holds is not JSON")]
    [InlineData("""{"instruction":"\ud800","output":"[]"}""", "not valid Unicode")]
    public void A_bad_line_says_what_is_wrong(string line, string problem) => Assert.Contains(problem, Assert.Single(FormatKit.ReadLines(line)).Problem);

    [Fact]
    public void Tools_that_rows_share_become_one_object()
    {
        SyntheticQuery[] rows = FormatKit.Read(FormatKit.Write("Trl", FormatKit.One, FormatKit.Two));
        Assert.Same(rows[0].AvailableTools.Single(tool => tool.Name == "lookup"), rows[1].AvailableTools.Single(tool => tool.Name == "lookup"));
    }
}
