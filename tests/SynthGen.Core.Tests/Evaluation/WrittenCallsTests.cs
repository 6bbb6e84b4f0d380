using SynthGen.Evaluation;

namespace SynthGen.Core.Tests.Evaluation;

/// <summary>Calls that a model writes as text, in the forms in which models write them.</summary>
public sealed class WrittenCallsTests
{
    private const string Lease = """{"name":"full_text_search","arguments":{"query":"lease"}}""";

    [Theory]
    [InlineData("<tool_call>\n{\"name\": \"full_text_search\", \"arguments\": {\"query\": \"lease\"}}\n</tool_call>", "")]
    [InlineData("I will look.\n<tool_call>{\"name\": \"full_text_search\", \"arguments\": {\"query\": \"lease\"}}</tool_call>", "I will look.")]
    [InlineData("<tool_call>{\"name\": \"full_text_search\", \"arguments\": {\"query\": \"lease\"}}", "")]
    [InlineData("<TOOL_CALL>{\"name\": \"full_text_search\", \"arguments\": {\"query\": \"lease\"}}</TOOL_CALL>", "")]
    [InlineData("{\"name\": \"full_text_search\", \"arguments\": {\"query\": \"lease\"}}", "")]
    [InlineData("{\"name\": \"full_text_search\", \"parameters\": {\"query\": \"lease\"}}", "")]
    [InlineData("{\"name\": \"full_text_search\", \"arguments\": \"{\\\"query\\\": \\\"lease\\\"}\"}", "")]
    [InlineData("[{\"name\": \"full_text_search\", \"arguments\": {\"query\": \"lease\"}}]", "")]
    [InlineData("{\"type\": \"function\", \"function\": {\"name\": \"full_text_search\", \"arguments\": {\"query\": \"lease\"}}}", "")]
    [InlineData("{\"function\": \"full_text_search\", \"arguments\": {\"query\": \"lease\"}}", "")]
    [InlineData("{\"tool_calls\": [{\"name\": \"full_text_search\", \"arguments\": {\"query\": \"lease\"}}]}", "")]
    [InlineData("```json\n{\"name\": \"full_text_search\", \"arguments\": {\"query\": \"lease\"}}\n```", "")]
    [InlineData("[TOOL_CALLS][{\"name\": \"full_text_search\", \"arguments\": {\"query\": \"lease\"}}]", "")]
    [InlineData("<|python_tag|>{\"name\": \"full_text_search\", \"parameters\": {\"query\": \"lease\"}}", "")]
    [InlineData("<tool_call>{'name': 'full_text_search', 'arguments': {'query': 'lease',}}</tool_call>", "")]
    [InlineData("<tool_call>\n{name: \"full_text_search\", arguments: {query: \"lease\"}}\n</tool_call>", "")]
    [InlineData("See [1] and {x}: {\"name\": \"full_text_search\", \"arguments\": {\"query\": \"lease\"}} is it.", "See [1] and {x}:  is it.")]
    public void A_call_is_read_in_every_form(string text, string rest)
    {
        WrittenCalls read = WrittenCalls.Read(text);
        Assert.Equal((Lease, rest, false), (CallText.Of(read.Calls), read.Rest, read.IsBroken));
    }

    [Theory]
    [InlineData("<tool_call>{\"name\":\"a\",\"arguments\":{}}</tool_call>\n<tool_call>{\"name\":\"b\",\"arguments\":{}}</tool_call>")]
    [InlineData("<tool_call>{\"name\":\"a\",\"arguments\":{}}\n<tool_call>{\"name\":\"b\",\"arguments\":{}}")]
    [InlineData("<tool_call>[{\"name\":\"a\",\"arguments\":{}},{\"name\":\"b\",\"arguments\":{}}]</tool_call>")]
    [InlineData("[{\"name\":\"a\",\"arguments\":{}},{\"name\":\"b\",\"arguments\":{}}]")]
    [InlineData("{\"name\":\"a\",\"arguments\":{}}\n{\"name\":\"b\",\"arguments\":null}")]
    [InlineData("<tool_call>{\"name\":\"a\"}</tool_call><tool_call>{\"name\":\"b\"}</tool_call>")]
    public void Several_calls_are_read_in_their_order(string text) => Assert.Equal(["a", "b"], WrittenCalls.Read(text).Calls.Select(call => call.Name));

    [Theory]
    [InlineData("")]
    [InlineData("The lease ends in 2031 (page 4).")]
    [InlineData("[{\"page\": 12, \"snippet\": \"x\"}]")]
    [InlineData("{\"name\": \"Fitch\"}")]
    [InlineData("{\"name\": \"Fitch\", \"age\": 7}")]
    [InlineData("Use [brackets] and {braces} as you like.")]
    [InlineData("[{\"name\":\"a\",\"arguments\":{}}, 7]x")]
    [InlineData("{\"arguments\": {\"query\": \"lease\"}}")]
    public void Words_are_no_call(string text)
    {
        WrittenCalls read = WrittenCalls.Read(text);
        Assert.False(read.IsBroken);
        if (!text.StartsWith("[{\"name\"", StringComparison.Ordinal))
            Assert.Equal((0, text), (read.Calls.Count, read.Rest));
    }

    [Theory]
    [InlineData("<tool_call>full_text_search(query='lease')</tool_call>", null)]
    [InlineData("<tool_call>{\"name\": \"full_text_search\", \"arguments\": \"lease\"}</tool_call>", "full_text_search")]
    [InlineData("<tool_call></tool_call>", null)]
    [InlineData("<tool_call>{\"name\": \"full_text_search\", \"arguments\": {\"query\": \"le", "full_text_search")]
    public void A_block_that_cannot_be_read_is_broken(string text, string? name)
    {
        WrittenCalls read = WrittenCalls.Read(text);
        Assert.True(read.IsBroken || (name is not null && read.Calls is [{ Name: var made }] && made == name));
        Assert.Equal(name, read.Calls.FirstOrDefault()?.Name);
    }

    [Theory]
    [InlineData("[", 20_000)]
    [InlineData("{\"a\":", 20_000)]
    [InlineData("<tool_call>", 20_000)]
    [InlineData("{\"name\":\"a\",\"arguments\":", 5_000)]
    [InlineData("[1,", 20_000)]
    public async Task A_hostile_reply_takes_no_time(string piece, int times)
    {
        Task<WrittenCalls> reading = Task.Run(() => WrittenCalls.Read(string.Concat(Enumerable.Repeat(piece, times))), TestContext.Current.CancellationToken);
        Assert.NotNull(await reading.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Which one do you mean?", true)]
    [InlineData("Which one do you mean? Please say.", true)]
    [InlineData("どれですか？", true)]
    [InlineData("أيهما تقصد؟", true)]
    [InlineData("The lease says \"who pays?\" on page 4.", false)]
    [InlineData("It says “who pays?” there.", false)]
    [InlineData("Es heißt „wer zahlt?“ dort.", false)]
    [InlineData("It says “who pays?” Do you mean that?", true)]
    [InlineData("A pipe of 5\" is meant. Is it?", true)]
    [InlineData("No.", false)]
    [InlineData("one; two", false)]
    [InlineData("", false)]
    public void A_question_back_has_a_question_mark_outside_of_quotation(string text, bool isQuestion) => Assert.Equal(isQuestion, ReplyQuestion.IsIn(text));
}
