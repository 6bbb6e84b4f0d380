using System.Text;
using System.Text.Json.Nodes;
using SynthGen.Core.Tests.Datasets.Formats;
using SynthGen.Datasets;
using SynthGen.Datasets.Formats;
using SynthGen.Datasets.Validation;
using SynthGen.Rows;

namespace SynthGen.Core.Tests.Datasets.Validation;

/// <summary>
/// Good rows of every format whose turns are cut, doubled and swapped. Each such row is found, but for those listed, which do
/// no harm or which nothing tells from a good one.
/// </summary>
public sealed class CutRowsTests
{
    // A question, two calls at once, their answers, what follows from them, and another question with a call.
    private static readonly Dictionary<string, (string Row, string Turns)> Long = new()
    {
        ["OpenAI"] = (Messages("\"A_STRING\"", hasIds: true), "messages"),
        ["Trl"] = (Messages("{\"x\":1}", hasIds: true), "messages"),
        ["Mistral"] = (Messages("\"A_STRING\"", hasIds: true), "messages"),
        ["Axolotl"] = (Messages("\"A_STRING\"", hasIds: false), "messages"),
        ["Hermes"] = (
            """
            {"conversations":[{"from":"system","value":"<tools>[{\"name\":\"lookup\"}]</tools>"},{"from":"human","value":"Q"},
            {"from":"gpt","value":"<tool_call>\n{\"name\":\"lookup\",\"arguments\":{\"x\":1}}\n</tool_call>\n<tool_call>\n{\"name\":\"lookup\",\"arguments\":{\"x\":2}}\n</tool_call>"},
            {"from":"tool","value":"<tool_response>\n1\n</tool_response>"},{"from":"tool","value":"<tool_response>\n2\n</tool_response>"},{"from":"gpt","value":"A"},
            {"from":"human","value":"R"},{"from":"gpt","value":"<tool_call>\n{\"name\":\"lookup\",\"arguments\":{\"x\":3}}\n</tool_call>"}]}
            """, "conversations"),
        ["LlamaFactory"] = (
            """
            {"conversations":[{"from":"human","value":"Q"},{"from":"function_call","value":"[{\"name\":\"lookup\",\"arguments\":{\"x\":1}},{\"name\":\"lookup\",\"arguments\":{\"x\":2}}]"},
            {"from":"observation","value":"[1,2]"},{"from":"gpt","value":"A"},{"from":"human","value":"R"},{"from":"function_call","value":"{\"name\":\"lookup\",\"arguments\":{\"x\":3}}"}],"tools":"[{\"name\":\"lookup\"}]"}
            """, "conversations"),
        ["Gemini"] = (
            """
            {"contents":[{"role":"user","parts":[{"text":"Q"}]},{"role":"model","parts":[{"functionCall":{"name":"lookup","args":{"x":1}}},{"functionCall":{"name":"lookup","args":{"x":2}}}]},
            {"role":"user","parts":[{"functionResponse":{"name":"lookup","response":{}}},{"functionResponse":{"name":"lookup","response":{}}}]},{"role":"model","parts":[{"text":"A"}]},
            {"role":"user","parts":[{"text":"R"}]},{"role":"model","parts":[{"functionCall":{"name":"lookup","args":{"x":3}}}]}],"tools":[{"functionDeclarations":[{"name":"lookup"}]}]}
            """, "contents"),
        ["Canonical"] = (Encoding.UTF8.GetString(ConversationLine()), "messages"),
    };

    // By format, or by * for all.
    private static readonly Dictionary<string, string> Harmless = new()
    {
        ["* drop system"] = "a row needs no system message",
        ["* swap answers"] = "answers to calls made at once may come in any order, if they have ids; without ids nothing tells one from the other",
    };

    public static TheoryData<string> Formats => [.. Long.Keys];

    // SynthGen's own rows have turns in conversations alone.
    public static TheoryData<string> Exported => [.. Long.Keys.Where(format => format != "Canonical")];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_good_row_is_without_fault(string format) => Assert.Empty(Check(format, JsonNode.Parse(Long[format].Row)!));

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_conversation_with_a_turn_cut_doubled_or_swapped_is_found(string format) => AssertFound(format, Long[format].Row, Long[format].Turns);

    // As they are exported, with a system message: it, the query, and the calls.
    [Theory]
    [MemberData(nameof(Exported))]
    public void An_exported_row_with_a_turn_cut_doubled_or_swapped_is_found(string format) => AssertFound(format, FormatKit.Write(format, FormatKit.Two), Long[format].Turns);

    [Theory]
    [InlineData("OpenAI", """{"role":"assistant","content":"","tool_calls":[]}""")]
    [InlineData("Trl", """{"role":"assistant","content":"","tool_calls":[]}""")]
    [InlineData("Mistral", """{"role":"assistant","content":" "}""")]
    [InlineData("Axolotl", """{"role":"assistant","content":"\n"}""")]
    [InlineData("Hermes", """{"from":"gpt","value":""}""")]
    [InlineData("LlamaFactory", """{"from":"gpt","value":""}""")]
    [InlineData("Gemini", """{"role":"model","parts":[]}""")]
    public void A_turn_of_the_model_that_says_nothing_is_found(string format, string turn)
    {
        JsonNode row = JsonNode.Parse(FormatKit.Write(format, FormatKit.One))!;
        row[Long[format].Turns]!.AsArray()[^1] = JsonNode.Parse(turn);
        Assert.Contains(Check(format, row), finding => finding is { Rule: "TurnEmpty", Severity: IssueSeverity.Error });
    }

    private static void AssertFound(string format, string row, string turns)
    {
        List<string> passed = [];
        foreach ((string name, JsonNode mutant) in Mutants(row, turns))
        {
            if (Check(format, mutant).Count == 0 && !Harmless.ContainsKey($"{format} {name}") && !Harmless.ContainsKey($"* {name}"))
                passed.Add($"{name}: {mutant.ToJsonString()}");
        }

        Assert.Empty(passed);
    }

    private static IEnumerable<(string Name, JsonNode Row)> Mutants(string row, string key)
    {
        JsonArray original = JsonNode.Parse(row)![key]!.AsArray();
        for (int i = 0; i < original.Count; i++)
        {
            string who = Speaker(original[i]!), name = i == original.Count - 1 ? "last" : who == "system" ? "system" : $"{i}";
            yield return ($"drop {name}", With(turns => turns.RemoveAt(i)));
            yield return ($"double {name}", With(turns => turns.Insert(i, turns[i]!.DeepClone())));
            if (i == 0)
                continue;
            bool areAnswers = who == "tool" && Speaker(original[i - 1]!) == who;
            yield return (areAnswers ? "swap answers" : $"swap {i - 1} and {i}", With(turns =>
            {
                JsonNode turn = turns[i]!;
                turns.RemoveAt(i);
                turns.Insert(i - 1, turn);
            }));
        }

        for (int length = 1; length < original.Count; length++)
        {
            int kept = length;
            string last = Speaker(original[kept - 1]!);
            // What ends with the model's turn is whole.
            if (last is not ("assistant" or "gpt" or "model" or "function_call"))
                yield return ($"cut to {kept}", With(turns => turns.RemoveRange(kept, turns.Count - kept)));
        }

        JsonNode With(Action<JsonArray> change)
        {
            JsonNode copy = JsonNode.Parse(row)!;
            change(copy[key]!.AsArray());
            return copy;
        }
    }

    private static byte[] ConversationLine()
    {
        using MemoryStream line = new();
        using (CanonicalWriter writer = new(line))
        {
            writer.Write(SampleConversations.Plain);
            writer.Flush();
        }

        return line.ToArray();
    }

    private static string Speaker(JsonNode turn) => (string)(turn["role"] ?? turn["from"])!;

    private static List<ValidationIssue> Check(string format, JsonNode row) =>
        [.. new DatasetValidator(DatasetFormat.Parse(format)).Check(new MemoryStream(Encoding.UTF8.GetBytes(row.ToJsonString() + "\n"))).Where(finding => finding.Line > 0)];

    private static string Messages(string arguments, bool hasIds)
    {
        string text = arguments.Replace("A_STRING", "{\\\"x\\\":1}", StringComparison.Ordinal);
        string Call(string id) => $"{{{(hasIds ? $"\"id\":\"{id}\"," : "")}\"type\":\"function\",\"function\":{{\"name\":\"lookup\",\"arguments\":{text}}}}}";
        string Answer(string id) => $"{{\"role\":\"tool\",{(hasIds ? $"\"tool_call_id\":\"{id}\"," : "")}\"content\":\"r\"}}";
        return """
            {"messages":[{"role":"system","content":"S"},{"role":"user","content":"Q"},{"role":"assistant","content":"","tool_calls":[CALL1,CALL2]},ANSWER1,ANSWER2,
            {"role":"assistant","content":"A"},{"role":"user","content":"R"},{"role":"assistant","content":"","tool_calls":[CALL3]}],"tools":[{"type":"function","function":{"name":"lookup","description":"d","parameters":{"type":"object","properties":{}}}}]}
            """.Replace("CALL1", Call("callAAAA1"), StringComparison.Ordinal).Replace("CALL2", Call("callAAAA2"), StringComparison.Ordinal).Replace("CALL3", Call("callAAAA3"), StringComparison.Ordinal)
            .Replace("ANSWER1", Answer("callAAAA1"), StringComparison.Ordinal).Replace("ANSWER2", Answer("callAAAA2"), StringComparison.Ordinal);
    }
}
