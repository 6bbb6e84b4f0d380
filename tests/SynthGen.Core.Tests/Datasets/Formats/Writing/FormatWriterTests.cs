using SynthGen.Datasets;
using SynthGen.Json;
using SynthGen.Rows;

namespace SynthGen.Core.Tests.Datasets.Formats.Writing;

public sealed class FormatWriterTests
{
    [Theory]
    [InlineData("OpenAI", "look up", "may not be called 'look up'")]
    [InlineData("Mistral", "look up", "may not be called 'look up'")]
    [InlineData("Gemini", "1st", "may not be called '1st'")]
    public void A_name_that_the_format_has_not_is_an_error_and_the_rest_is_written(string format, string name, string problem)
    {
        SyntheticQuery bad = new("Q", [new ToolCall(name, JsonValue.Object())], 1) { AvailableTools = [FormatKit.Tool(name, "d", "{}")] };
        AssertRefused(format, bad, problem);
        Assert.Contains(name, FormatKit.Write("Trl", bad));
    }

    [Theory]
    [InlineData("Hermes")]
    [InlineData("LlamaFactory")]
    public void A_row_that_says_too_little_is_an_error(string format)
    {
        AssertRefused(format, FormatKit.One with { Tools = [] }, "calls no tool");
        AssertRefused(format, FormatKit.One with { AvailableTools = [FormatKit.Search] }, "'lookup', which is not among the tools");
        AssertRefused(format, FormatKit.One with { AvailableTools = [FormatKit.Lookup, FormatKit.Lookup] }, "two tools with the name 'lookup'");
    }

    [Fact]
    public void Xlam_has_no_place_for_a_system_message_nor_for_choices_of_parameters()
    {
        AssertRefused("Xlam", FormatKit.Two, "system message");
        AssertRefused("Xlam", FormatKit.One with { AvailableTools = [FormatKit.Tool("lookup", "d", """{"oneOf":[{},{}]}""")] }, "not a plain list");
    }

    [Theory]
    [InlineData("Xlam")]
    [InlineData("Alpaca")]
    public void A_format_of_one_query_refuses_what_is_more(string format)
    {
        AssertRefused(format, ConversationKit.Chain, "it is a conversation of several turns");
        AssertRefused(format, ConversationKit.NoTool, "it calls no tool");
        AssertRefused(format, ConversationKit.Saying, "it is a conversation of several turns");
        // A conversation that is a query and its calls is written as one.
        ToolConversation simple = new(FormatKit.One.GetTurns()) { Id = FormatKit.One.Id, AvailableTools = FormatKit.One.AvailableTools };
        Assert.Equal(FormatKit.Write(format, FormatKit.One), FormatKit.Write(format, simple));
    }

    [Theory]
    [InlineData("Mistral", "a turn has either text or calls")]
    [InlineData("LlamaFactory", "a function_call turn has no place")]
    public void A_text_beside_calls_is_refused_where_it_would_be_lost(string format, string problem) => AssertRefused(format, ConversationKit.Saying, problem);

    [Theory]
    [InlineData("OpenAI")]
    [InlineData("Trl")]
    [InlineData("Hermes")]
    [InlineData("Gemini")]
    [InlineData("Axolotl")]
    public void A_text_beside_calls_stays_elsewhere(string format) =>
        Assert.Equal(ConversationKit.Describe(ConversationKit.Saying), ConversationKit.Describe(Assert.Single(FormatKit.ReadRows(FormatKit.Write(format, ConversationKit.Saying), format))));

    [Fact]
    public void A_conversation_from_which_no_trainer_learns_is_refused()
    {
        ConversationMessage user = ConversationMessage.User("Q"), answer = ConversationMessage.Answer("A"), call = ConversationMessage.Calling([new("call_1", "lookup", JsonValue.Object(("x", 1L)))]);
        ConversationMessage result = ConversationMessage.Result("call_1", "r");
        AssertRefused("Trl", With(user), "does not end with the model's turn");
        AssertRefused("Trl", With(user, call, result), "does not end with the model's turn");
        AssertRefused("Trl", With(answer, user, answer), "does not begin with the user's message");
        AssertRefused("Trl", With(), "does not begin with the user's message");
        AssertRefused("Trl", With(user, call, user, answer), "goes on before the call 'call_1' has its result");
        AssertRefused("Trl", With(user, result, answer), "a result of the call 'call_1'");
        AssertRefused("Trl", With(user, call, result, result, answer), "a result of the call 'call_1'");
        AssertRefused("Trl", With(user, ConversationMessage.System("S"), answer), "an instruction that is not its first message");
        AssertRefused("Trl", With(user, ConversationMessage.Answer(" ")), "neither text nor calls");
        AssertRefused("LlamaFactory", With(user, answer, answer), "do not alternate");
        AssertRefused("LlamaFactory", With(user, call, result, user, answer), "do not alternate");
        AssertRefused("Hermes", With(user, ConversationMessage.Answer("Write <tool_call>.")), "would begin a call");

        static ToolConversation With(params ConversationMessage[] messages) => new(messages) { AvailableTools = [FormatKit.Lookup] };
    }

    // As rows of others have it: read, and written again as it was.
    [Fact]
    public void One_observation_of_several_calls_stays_one()
    {
        const string line = """{"conversations":[{"from":"human","value":"Q"},{"from":"function_call","value":"[{\"name\":\"lookup\",\"arguments\":{}},{\"name\":\"lookup\",\"arguments\":{}}]"},{"from":"observation","value":"both: 1 and 2"},{"from":"gpt","value":"A"}],"tools":"[{\"name\":\"lookup\",\"description\":\"\",\"parameters\":{}}]"}""";
        DatasetRow row = Assert.Single(FormatKit.ReadRows(line));
        Assert.Equal("both: 1 and 2", Assert.Single(Assert.IsType<ToolConversation>(row).Messages, message => message.Role == MessageRole.Tool).Text);
        Assert.Equal(line, FormatKit.Write("LlamaFactory", row).TrimEnd());
        AssertRefused("OpenAI", row, "goes on before the call 'call_2' has its result");
    }

    private static void AssertRefused(string format, DatasetRow bad, string problem)
    {
        using MemoryStream stream = new();
        using IDatasetWriter writer = DatasetFormat.Parse(format).CreateWriter(stream, new DatasetOptions(), earlier: null);
        writer.Write(FormatKit.One);
        Assert.Contains(problem, Assert.Throws<NotSupportedException>(() => writer.Write(bad)).Message);
        Assert.ThrowsAny<ArgumentException>(() => writer.Write(FormatKit.One with { Tools = [new ToolCall("lookup", JsonValue.Object(("x", double.NaN)))] }));
        writer.Write(FormatKit.One with { Query = "another" });
        writer.Flush();
        Assert.Equal(FormatKit.Write(format, FormatKit.One, FormatKit.One with { Query = "another" }), System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }
}
