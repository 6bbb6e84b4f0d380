using System.Text.Json.Nodes;
using SynthGen.Adapters.Chat;
using SynthGen.Models;

namespace SynthGen.Adapters.Tests.Chat;

/// <summary>Refusals in the words of real servers, and how the same is said after them.</summary>
public sealed class GeminiDialectTests
{
    private const string Schema = """
        {"type":"object","properties":{"rows":{"type":"array","minItems":1,"maxItems":3,"items":{"anyOf":[{"$ref":"#/$defs/row"},{"type":["string","null"],"minLength":2}]}}},
         "required":["rows"],"additionalProperties":false,"$defs":{"row":{"type":"object","properties":{"name":{"const":"find"},"year":{"type":"integer","minimum":1900}}}}}
        """;

    private static readonly ChatRequest WithSchema = Ask.Request with { ResponseSchema = Schema, Sampling = new ChatSampling(0.2, 0.9, 64, "low", 7) };

    private static Reply Refuse(string message, int status = 400) =>
        new(new JsonObject { ["error"] = new JsonObject { ["code"] = status, ["message"] = message, ["status"] = "INVALID_ARGUMENT" } }.ToJsonString(), status);

    private static async Task<JsonNode> SecondAsync(string refusal)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(Refuse(refusal), new Reply(Ask.Gemini("ok")));
        await Ask.ReplyAsync(ChatService.Gemini, server, WithSchema);
        Assert.Equal(2, server.Requests.Count);
        return JsonNode.Parse(server.Requests[1].Body)!;
    }

    [Fact]
    public async Task A_schema_in_the_older_form_has_its_references_in_place_and_types_in_capitals()
    {
        JsonNode sent = await SecondAsync("Invalid JSON payload received. Unknown name \"responseJsonSchema\" at 'generation_config': Cannot find field.");

        Assert.Null(sent["generationConfig"]!["responseJsonSchema"]);
        Ask.SameJson(
            """
            {"type":"OBJECT","properties":{"rows":{"type":"ARRAY","minItems":1,"maxItems":3,"items":{"anyOf":[
              {"type":"OBJECT","properties":{"name":{"enum":["find"],"type":"STRING"},"year":{"type":"INTEGER","minimum":1900}}},
              {"type":"STRING","nullable":true,"minLength":2}]}}},"required":["rows"]}
            """,
            sent["generationConfig"]!["responseSchema"]!.ToJsonString());
    }

    [Fact]
    public async Task A_schema_of_too_many_states_goes_without_what_multiplies_them()
    {
        JsonNode sent = await SecondAsync("The specified schema produces a constraint that has too many states for serving. Typical causes of this error are …");

        Ask.SameJson(
            """
            {"type":"object","properties":{"rows":{"type":"array","items":{"anyOf":[{"$ref":"#/$defs/row"},{"type":["string","null"]}]}}},
             "required":["rows"],"$defs":{"row":{"type":"object","properties":{"name":{"const":"find"},"year":{"type":"integer"}}}}}
            """,
            sent["generationConfig"]!["responseJsonSchema"]!.ToJsonString());
    }

    [Fact]
    public async Task A_schema_that_holds_itself_ends_somewhere()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(Refuse("responseJsonSchema is not supported"), new Reply(Ask.Gemini("ok")));
        await Ask.ReplyAsync(ChatService.Gemini, server, Ask.Request with
        {
            ResponseSchema = """{"type":"object","properties":{"next":{"$ref":"#"},"other":{"$ref":"#"},"loop":{"$ref":"#/properties/loop"}}}""",
        });

        Assert.Contains("responseSchema", server.Requests[1].Body);
    }

    [Theory]
    [InlineData("JSON mode is not enabled for models/gemma-3-27b-it", "responseMimeType")]
    [InlineData("Invalid JSON payload received. Unknown name \"seed\" at 'generation_config': Cannot find field.", "seed")]
    [InlineData("Invalid JSON payload received. Unknown name \"topP\" at 'generation_config': Cannot find field.", "topP")]
    [InlineData("Invalid JSON payload received. Unknown name \"maxOutputTokens\" at 'generation_config': Cannot find field.", "maxOutputTokens")]
    [InlineData("temperature is not supported by this model", "temperature")]
    [InlineData("Invalid JSON payload received. Unknown name \"thinkingConfig\" at 'generation_config': Cannot find field.", "thinkingConfig")]
    [InlineData("Thinking is not enabled for models/gemini-2.0-flash", "thinkingConfig")]
    public async Task What_is_not_known_is_left_out(string refusal, string name) => Assert.Null((await SecondAsync(refusal))["generationConfig"]![name]);

    [Fact]
    public async Task The_instruction_of_a_model_without_a_role_for_it_begins_the_first_turn()
    {
        JsonNode sent = await SecondAsync("Developer instruction is not enabled for models/gemma-3-27b-it");

        Assert.Null(sent["systemInstruction"]);
        Assert.Equal("Be brief.\n\nPage one.", (string?)sent["contents"]![0]!["parts"]![0]!["text"]);
    }

    [Fact]
    public async Task Thinking_is_set_the_other_way()
    {
        JsonNode sent = await SecondAsync("Thinking level is not supported for this model.");

        Ask.SameJson("""{"thinkingBudget":1024}""", sent["generationConfig"]!["thinkingConfig"]!.ToJsonString());
    }

    [Theory]
    [InlineData("API key not valid. Please pass a valid API key.", ChatErrorKind.Fatal)]
    [InlineData("The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).", ChatErrorKind.Page)]
    [InlineData("Unable to submit request because it has a maxOutputTokens value of 64 but the supported range is from 1 to 32.", ChatErrorKind.Fatal)]
    [InlineData("The temperature must be between 0 and 2.", ChatErrorKind.Fatal)]
    public async Task Other_refusals_end_the_call(string refusal, ChatErrorKind kind)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(Refuse(refusal));
        ChatException fault = await Assert.ThrowsAsync<ChatException>(() => Ask.ReplyAsync(ChatService.Gemini, server, WithSchema));

        Assert.Equal(kind, fault.Fault);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task What_is_the_user_s_own_is_a_warning_and_the_rest_a_line_of_the_log()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            Refuse("Unknown name \"store\": Cannot find field."), Refuse("Unknown name \"seed\": Cannot find field."), new Reply(Ask.Gemini("ok")));
        List<string> log = [], warnings = [];
        using IChatModel model = new ChatModelFactory().Create(Ask.Settings(ChatService.Gemini, server) with { Log = log.Add, Warn = warnings.Add });
        await model.CompleteAsync(WithSchema, CancellationToken.None);
        await model.CompleteAsync(WithSchema, CancellationToken.None);

        Assert.Equal(4, server.Requests.Count);
        Assert.StartsWith("\"store\": false is not said from here on", Assert.Single(log));
        Assert.StartsWith("The server does not take -Seed", Assert.Single(warnings));
    }
}
