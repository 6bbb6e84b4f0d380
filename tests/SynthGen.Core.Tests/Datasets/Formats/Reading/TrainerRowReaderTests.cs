using SynthGen.Datasets;

namespace SynthGen.Core.Tests.Datasets.Formats.Reading;

/// <summary>Reads rows that other programs wrote.</summary>
public sealed class TrainerRowReaderTests
{
    [Theory]
    [InlineData("""{"id":0,"query":"Q","answers":[{"name":"lookup","arguments":{"x":1}}],"tools":"[{\"name\":\"lookup\",\"description\":\"d\",\"parameters\":{\"x\":{\"type\":\"int\"}}}]","source":"x"}""", "source")]
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
    [InlineData("""{"messages":[{"role":"user","content":"Q"}]}""", "no message is the assistant's")]
    [InlineData("""{"messages":[{"role":"user","content":"Q"},{"role":"critic","content":"Q"}]}""", "'messages[1]' is another turn of the role 'critic'")]
    [InlineData("""{"messages":[{"role":"user","content":"Q"},{"role":"system","content":"S"}]}""", "'messages[1]' is another turn of the role 'system'")]
    [InlineData("""{"messages":[{"role":"assistant","content":"A"}]}""", "no message is a user's")]
    [InlineData("""{"messages":[{"role":"user","content":"Q"},{"role":"tool","content":"r"}]}""", "'messages[1]' is a result, and no call before it waits for one")]
    [InlineData("""{"messages":[{"role":"user","content":"Q"},{"role":"assistant","tool_calls":[{"id":"a","function":{"name":"t","arguments":"{}"}}]},{"role":"tool","tool_call_id":"b","content":"r"}]}""", "'messages[2]' answers 'b', which is no call that waits for a result")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"text"}]}]}""", "'messages[].content' must be a string, not a list")]
    [InlineData("""{"messages":[{"role":"user","content":"Q"},{"role":"assistant","tool_calls":[{"function":{"name":"t","arguments":"{"}}]}]}""", "'messages[].tool_calls[].function.arguments' holds is not JSON")]
    [InlineData("""{"conversations":[{"from":"human","value":"Q"}]}""", "no turn is from 'gpt'")]
    [InlineData("""{"conversations":[{"from":"human","value":"Q"},{"from":"gpt","value":"<tool_call>x</tool_call>"}]}""", "what stands in <tool_call> is not JSON")]
    [InlineData("""{"conversations":[{"from":"human","value":"Q"}],"tools":"x"}""", "no turn is from 'gpt' or 'function_call'")]
    [InlineData("""{"query":"Q","answers":"x"}""", "what 'answers' holds is not JSON")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"Q"}]}]}""", "no content is the model's")]
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
