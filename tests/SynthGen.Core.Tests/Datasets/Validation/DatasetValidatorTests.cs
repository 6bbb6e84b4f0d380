using System.Text;
using CsCheck;
using SynthGen.Core.Tests.Datasets.Formats;
using SynthGen.Datasets;
using SynthGen.Datasets.Formats;
using SynthGen.Datasets.Validation;

namespace SynthGen.Core.Tests.Datasets.Validation;

/// <summary>The traps of the trainers' formats, each with its rule, its place, and whether the corrected copy is free of it.</summary>
public sealed class DatasetValidatorTests
{
    private const string F = """{"name":"lookup","description":"d","parameters":{"type":"object","properties":{"x":{"type":"integer"}}}}""";
    private const string Tools = "\"tools\":[{\"type\":\"function\",\"function\":" + F + "}]";
    private const string User = """{"role":"user","content":"Q"}""";

    public static TheoryData<string> Formats => [.. DatasetFormats.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_is_exported_is_without_fault(string format) => FormatKit.Any.Array[10, 12].Sample(rows =>
    {
        // Rows that are equal have equal ids, and types vary as they like.
        string lines = FormatKit.Write(new DatasetOptions { Format = DatasetFormat.Parse(format), SystemPrompt = "" }, rows.DistinctBy(row => row.Id).Select(row => row with { SystemPrompt = null }));
        return Check(lines, format).All(finding => finding.Rule is "ArgumentTypeVaries" or "TooFewRows");
    });

    [Theory]
    // Arguments: a string for OpenAI and Mistral, an object for TRL; either for Axolotl, but not mixed.
    [InlineData("OpenAI", """{"messages":[USER,{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"lookup","arguments":{"x":1}}}]}],TOOLS}""", "ArgumentsNotString", "$.messages[1].tool_calls[0].function.arguments", true)]
    [InlineData("OpenAI", """{"messages":[USER,{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"lookup","arguments":"{x"}}]}],TOOLS}""", "ArgumentsNotJson", "$.messages[1].tool_calls[0].function.arguments", false)]
    [InlineData("OpenAI", """{"messages":[USER,{"role":"assistant","tool_calls":[{"type":"function","function":{"name":"lookup","arguments":"{}"}}]}],TOOLS}""", "CallIdMissing", "$.messages[1].tool_calls[0].id", true)]
    [InlineData("OpenAI", """{"messages":[USER,{"role":"assistant","tool_calls":[CALL,CALL]}],TOOLS}""", "DuplicateCallId", "$.messages[1].tool_calls[1].id", true)]
    [InlineData("OpenAI", """{"messages":[USER,{"role":"assistant","tool_calls":[CALL]},{"role":"tool","tool_call_id":"other","content":"r"},{"role":"tool","tool_call_id":"c","content":"r"},SAYS],TOOLS}""", "ToolCallIdUnmatched", "$.messages[2].tool_call_id", false)]
    [InlineData("OpenAI", """{"messages":[USER,{"role":"assistant","tool_calls":[CALL]},USER,SAYS],TOOLS}""", "CallUnanswered", "$.messages[2]", false)]
    [InlineData("OpenAI", """{"messages":[USER,{"role":"assistant","tool_calls":[CALL]}]}""", "ToolsMissing", "$", false)]
    [InlineData("OpenAI", """{"messages":[USER,{"role":"assistant","tool_calls":[CALL]}],"tools":[]}""", "ToolNotOffered", "$.messages[1].tool_calls[0].function.name", false)]
    [InlineData("OpenAI", """{"messages":[USER,SAYS],"tools":[{"type":"function","function":{"name":"look up"}}]}""", "ToolNameInvalid", "$.tools[0].function.name", false)]
    [InlineData("OpenAI", """{"messages":[USER,SAYS],"tools":[{"name":"lookup"}]}""", "ToolBroken", "$.tools[0]", true)]
    [InlineData("OpenAI", """{"messages":[USER,SAYS],"tools":"[]"}""", "ToolsNotList", "$.tools", true)]
    [InlineData("OpenAI", """{"messages":[USER,SAYS],"tools":[{"type":"function","function":{"name":"a"}},{"type":"function","function":{"name":"a"}}]}""", "DuplicateTool", "$.tools[1].function.name", false)]
    [InlineData("OpenAI", """{"messages":[{"role":"human","content":"Q"}]}""", "UnknownRole", "$.messages[0].role", false)]
    [InlineData("OpenAI", """{"messages":[{"role":"user"},SAYS]}""", "ContentMissing", "$.messages[0].content", false)]
    [InlineData("OpenAI", """{"messages":[]}""", "MessagesMissing", "$.messages", false)]
    [InlineData("OpenAI", """{"messages":[USER,SAYS],"note":1}""", "ExtraKey", "$.note", false)]
    [InlineData("Trl", """{"messages":[USER,{"role":"assistant","tool_calls":[{"type":"function","function":{"name":"lookup","arguments":"{\"x\":1}"}}]}],TOOLS}""", "ArgumentsNotObject", "$.messages[1].tool_calls[0].function.arguments", true)]
    [InlineData("Trl", """{"messages":[USER,{"role":"assistant","tool_calls":[{"type":"function","function":{"name":"lookup","arguments":{"x":1}}},{"type":"function","function":{"name":"lookup","arguments":{"x":"1"}}}]}],TOOLS}""", "ArgumentTypeVaries", "$.messages[1].tool_calls[1].function.arguments.x", false)]
    [InlineData("Axolotl", """{"messages":[USER,{"role":"assistant","tool_calls":[{"type":"function","function":{"name":"lookup","arguments":"{}"}},{"type":"function","function":{"name":"lookup","arguments":{}}}]}],TOOLS}""", "ArgumentsMixed", "$.messages[1].tool_calls[1].function.arguments", true)]
    // Ids that TRL does not need have to match where they are.
    [InlineData("Trl", """{"messages":[USER,{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"lookup","arguments":{"x":1}}}]},{"role":"tool","tool_call_id":"b","content":"r"},SAYS],TOOLS}""", "ToolCallIdUnmatched", "$.messages[2].tool_call_id", false)]
    [InlineData("Trl", """{"messages":[USER,{"role":"tool","name":"lookup","content":"r"},SAYS],TOOLS}""", "AnswerWithoutCall", "$.messages[1]", false)]
    // Mistral: ids of nine letters and digits, once in the file; one system message; the last message is trained.
    [InlineData("Mistral", """{"messages":[USER,{"role":"assistant","content":"","tool_calls":[{"id":"call_1","type":"function","function":{"name":"lookup","arguments":"{}"}}]}],TOOLS}""", "CallIdInvalid", "$.messages[1].tool_calls[0].id", true)]
    [InlineData("Mistral", """{"messages":[USER,{"role":"assistant","content":"","tool_calls":[NINE,NINE]}],TOOLS}""", "DuplicateCallId", "$.messages[1].tool_calls[1].id", true)]
    [InlineData("Mistral", """{"messages":[USER,{"role":"assistant","tool_calls":[NINE]}],TOOLS}""", "CallContentMissing", "$.messages[1].content", true)]
    [InlineData("Mistral", """{"messages":[{"role":"system","content":"a"},{"role":"system","content":"b"},USER,{"role":"assistant","content":"","tool_calls":[NINE]}],TOOLS}""", "SeveralSystemMessages", "$.messages", false)]
    [InlineData("Mistral", """{"messages":[USER,{"role":"assistant","content":"I look.","tool_calls":[NINE]}],TOOLS}""", "TextBesideCalls", "$.messages[1].content", false)]
    [InlineData("Mistral", """{"messages":[USER],TOOLS}""", "LastNotAssistant", "$.messages[0].role", false)]
    [InlineData("Mistral", """{"messages":[USER,{"role":"assistant","content":"","tool_calls":[NINE]}],"tools":[{"type":"function","function":{"name":"lookup","parameters":{}}}]}""", "ToolIncomplete", "$.tools[0].function.description", true)]
    // Hermes: blocks that hold JSON.
    [InlineData("Hermes", """{"conversations":[{"from":"system","value":"<tools>[F]</tools>"},{"from":"human","value":"Q"},{"from":"gpt","value":"<tool_call>\n{\"name\":\"lookup\"\n</tool_call>"}]}""", "BlockNotJson", "$.conversations[2].value", false)]
    [InlineData("Hermes", """{"conversations":[{"from":"system","value":"<tools>[F]</tools>"},{"from":"human","value":"Q"},{"from":"gpt","value":"<tool_call>\n{\"name\":\"lookup\",\"arguments\":{}}"}]}""", "BlockNotClosed", "$.conversations[2].value", false)]
    [InlineData("Hermes", """{"conversations":[{"from":"system","value":"<tools>[F]</tools>"},{"from":"human","value":"Q"},{"from":"gpt","value":"<tool_call>\n{\"name\":\"lookup\",\"arguments\":\"{}\"}\n</tool_call>"}]}""", "ArgumentsNotObject", "$.conversations[2].value.arguments", true)]
    [InlineData("Hermes", """{"conversations":[{"from":"human","value":"Q"},{"from":"gpt","value":"<tool_call>{\"name\":\"lookup\",\"arguments\":{}}</tool_call>"}]}""", "ToolsMissing", "$", false)]
    // LLaMA-Factory: turns that alternate, an even number of them; no string within the string.
    [InlineData("LlamaFactory", """{"conversations":[{"from":"human","value":"Q"}],"tools":"[F]"}""", "OddTurns", "$.conversations", false)]
    [InlineData("LlamaFactory", """{"conversations":[{"from":"human","value":"Q"},{"from":"human","value":"Q"}],"tools":"[F]"}""", "TurnsDoNotAlternate", "$.conversations[1].from", false)]
    [InlineData("LlamaFactory", """{"conversations":[{"from":"human","value":"Q"},{"from":"function_call","value":"{\"name\":\"lookup\",\"arguments\":\"{\\\"x\\\":1}\"}"}],"tools":"[F]"}""", "ArgumentsNotObject", "$.conversations[1].value.arguments", true)]
    [InlineData("LlamaFactory", """{"conversations":[{"from":"human","value":"Q"},{"from":"function_call","value":"lookup"}],"tools":"[F]"}""", "FunctionCallNotJson", "$.conversations[1].value", false)]
    [InlineData("LlamaFactory", """{"conversations":[{"from":"human","value":"Q"},{"from":"function_call","value":"{\"name\":\"lookup\",\"arguments\":{}}"}],"tools":[{"name":"lookup"}]}""", "ToolsNotString", "$.tools", true)]
    [InlineData("LlamaFactory", """{"conversations":[{"from":"human","value":"Q"},{"from":"gpt","value":"A"},{"from":"observation","value":"r"},{"from":"gpt","value":"A"}],"tools":"[F]"}""", "AnswerWithoutCall", "$.conversations[2]", false)]
    [InlineData("LlamaFactory", """{"conversations":[{"from":"human","value":"Q"},{"from":"function_call","value":"{\"name\":\"lookup\",\"arguments\":{}}"},{"from":"human","value":"R"},{"from":"gpt","value":"A"}],"tools":"[F]"}""", "CallUnanswered", "$.conversations[2]", false)]
    [InlineData("Hermes", """{"conversations":[{"from":"system","value":"<tools>[F]</tools>"},{"from":"human","value":"Q"},{"from":"gpt","value":"<tool_call>\n{\"name\":\"lookup\",\"arguments\":{}}\n</tool_call>"},{"from":"tool","value":"<tool_response>\n{\"name\":\"other\",\"content\":1}\n</tool_response>"},{"from":"gpt","value":"A"}]}""", "ResponseUnmatched", "$.conversations[3].value", false)]
    // xLAM: lists in strings, flat parameters.
    [InlineData("Xlam", """{"id":0,"query":"Q","answers":[{"name":"lookup","arguments":{"x":1}}],"tools":"[{\"name\":\"lookup\",\"description\":\"\",\"parameters\":{}}]"}""", "ListNotString", "$.answers", true)]
    [InlineData("Xlam", """{"id":0,"query":"Q","answers":"[{\"name\":\"lookup\",\"arguments\":{}}]","tools":"[F]"}""", "ParametersNotFlat", "$.tools", true)]
    [InlineData("Xlam", """{"id":0,"query":"Q","answers":"lookup","tools":"[{\"name\":\"lookup\"}]"}""", "ListNotJson", "$.answers", false)]
    [InlineData("Xlam", """{"id":0,"query":"Q","answers":"[]","tools":"[{\"name\":\"a\",\"parameters\":{\"x\":{\"type\":\"ndarray\"}}}]"}""", "UnknownType", "$.tools", false)]
    // Gemini: args as an object, no ids, responses together.
    [InlineData("Gemini", """{"contents":[{"role":"user","parts":[{"text":"Q"}]},{"role":"model","parts":[{"functionCall":{"name":"lookup","args":"{}"}}]}],"tools":[{"functionDeclarations":[{"name":"lookup"}]}]}""", "ArgumentsNotObject", "$.contents[1].parts[0].functionCall.args", true)]
    [InlineData("Gemini", """{"contents":[{"role":"user","parts":[{"text":"Q"}]},{"role":"model","parts":[{"functionCall":{"id":"a","name":"lookup","args":{}}}]}],"tools":[{"functionDeclarations":[{"name":"lookup"}]}]}""", "CallHasId", "$.contents[1].parts[0].functionCall.id", true)]
    [InlineData("Gemini", """{"contents":[{"role":"user","parts":[{"text":"Q"}]},{"role":"model","parts":[{"functionCall":{"name":"lookup","args":{}}},{"functionCall":{"name":"lookup","args":{}}}]},{"role":"user","parts":[{"functionResponse":{}}]},{"role":"user","parts":[{"functionResponse":{}}]},{"role":"model","parts":[{"text":"A"}]}],"tools":[{"functionDeclarations":[{"name":"lookup"}]}]}""", "ResponsesSplit", "$.contents[3]", false)]
    [InlineData("Gemini", """{"contents":[{"role":"user","parts":[{"text":"Q"}]},{"role":"model","parts":[{"functionCall":{"name":"lookup","args":{}}}]},{"role":"user","parts":[{"functionResponse":{"name":"other","response":{}}}]},{"role":"model","parts":[{"text":"A"}]}],"tools":[{"functionDeclarations":[{"name":"lookup"}]}]}""", "ResponseUnmatched", "$.contents[2].parts[0].functionResponse.name", false)]
    [InlineData("Gemini", """{"contents":[{"role":"user","parts":[{"text":"Q"}]},{"role":"model","parts":[{"functionCall":{"name":"lookup","args":{}}}]},{"role":"user","parts":[{"functionResponse":{"name":"lookup","response":"r"}}]},{"role":"model","parts":[{"text":"A"}]}],"tools":[{"functionDeclarations":[{"name":"lookup"}]}]}""", "ResponseNotObject", "$.contents[2].parts[0].functionResponse.response", false)]
    [InlineData("Gemini", """{"contents":[{"role":"assistant","parts":[]}]}""", "UnknownRole", "$.contents[0].role", false)]
    [InlineData("Gemini", """{"contents":[{"role":"user","parts":[]},{"role":"model","parts":[{"text":"A"}]}],"tools":[{"functionDeclarations":[{"name":"1st"}]}]}""", "ToolNameInvalid", "$.tools[0].functionDeclarations[0].name", false)]
    [InlineData("Alpaca", """{"instruction":"i","input":"Q","output":{"name":"lookup","arguments":{}}}""", "OutputNotString", "$.output", true)]
    [InlineData("Alpaca", """{"instruction":"i","input":"Q","output":"Certainly!"}""", "OutputNotCall", "$.output", false)]
    [InlineData("Canonical", """{"query":"Q","tools":[{"name":"lookup","arguments":{}}]}""", "BadRow", "$", false)]
    [InlineData("Canonical", """{"query":"Q","tools":[],"page":1}""", "NoCall", "$.tools", false)]
    [InlineData("Canonical", """{"query":"Q","tools":[{"name":"lookup","arguments":{}}],"page":1,"label":7}""", "BadRow", "$", false)]
    [InlineData("Canonical", """{"query":"Q","tools":[{"name":"lookup","arguments":{}}],"page":1,"label":" "}""", "BadLabel", "$.label", false)]
    [InlineData("Canonical", """{"query":"Q","tools":[{"name":"lookup","arguments":{}}],"page":1,"pair_id":7}""", "BadRow", "$", false)]
    [InlineData("Canonical", """{"query":"Q","tools":[{"name":"lookup","arguments":{}}],"page":1,"pair_id":" "}""", "BadPairId", "$.pair_id", false)]
    [InlineData("Canonical", """{"query":"Q","tools":[{"name":"lookup","arguments":{}}],"page":1,"ordinal":1.5}""", "BadRow", "$", false)]
    [InlineData("Canonical", """{"query":"Q","tools":[{"name":"lookup","arguments":{}}],"page":1,"ordinal":-2}""", "BadOrdinal", "$.ordinal", false)]
    public void ATrapIsFoundAndCorrectedIfThatCanBe(string format, string line, string rule, string path, bool corrected)
    {
        line = line.Replace("SAYS", """{"role":"assistant","content":"A"}""", StringComparison.Ordinal).Replace("USER", User, StringComparison.Ordinal).Replace("TOOLS", Tools, StringComparison.Ordinal).Replace("[F]", $"[{F.Replace("\"", "\\\"", StringComparison.Ordinal)}]", StringComparison.Ordinal)
            .Replace("CALL", """{"id":"c","type":"function","function":{"name":"lookup","arguments":"{}"}}""", StringComparison.Ordinal)
            .Replace("NINE", """{"id":"a1B2c3D4e","type":"function","function":{"name":"lookup","arguments":"{}"}}""", StringComparison.Ordinal);
        ValidationIssue finding = Assert.Single(Check(line + "\n", format), finding => finding.Rule != "TooFewRows");
        Assert.Equal((rule, 1L, path, false), (finding.Rule, finding.Line, finding.Path, finding.Fixed));
        Assert.EndsWith(".", finding.Message);
        Assert.EndsWith(".", finding.Advice);

        (List<ValidationIssue> findings, string copy) = Correct(line + "\n", format);
        Assert.Equal(corrected, Assert.Single(findings, found => found.Rule == rule).Fixed);
        Assert.Equal(!corrected, copy == line + "\n");
        Assert.Equal(!corrected, Check(copy, format).Any(found => found.Rule == rule));
    }

    [Fact]
    public void What_is_wrong_with_the_file_is_found_whatever_the_format()
    {
        byte[] file = [.. "\uFEFF"u8, .. "{\"instruction\":\"\",\"input\":\"\",\"output\":\"[]\"}\r\n\r\n[1]\noops\n{\"a\":\"\xff\"}\n{\"input\":1,\"input\":2}\n"u8];
        file[Array.IndexOf(file, (byte)0xC3)] = 0xFF;
        file[Array.IndexOf(file, (byte)0xBF, 3)] = (byte)'x';
        List<ValidationIssue> findings = [.. new DatasetValidator().Check(new MemoryStream(file))];
        Assert.Equal(
            [(1, "ByteOrderMark"), (1, "CarriageReturn"), (2, "BlankLine"), (3, "InvalidJson"), (4, "InvalidJson"), (5, "InvalidUtf8"), (6, "DuplicateKey")],
            findings.Select(finding => ((int)finding.Line, finding.Rule)));

        using MemoryStream copy = new();
        Assert.Equal([true, true, true, false, false, false, false], new DatasetValidator(copy: copy).Check(new MemoryStream(file)).Select(finding => finding.Fixed));
        // Errors that cannot be corrected stay as they were.
        Assert.StartsWith("{\"instruction\":\"\",\"input\":\"\",\"output\":\"[]\"}\n[1]\noops\n{", Encoding.UTF8.GetString(copy.ToArray()));
    }

    [Fact]
    public void OpenAI_takes_ten_rows_at_least()
    {
        string row = FormatKit.Write("OpenAI", FormatKit.One);
        ValidationIssue few = Assert.Single(Check(string.Concat(Enumerable.Repeat(row, 9)), null));
        Assert.Equal(("TooFewRows", 0L), (few.Rule, few.Line));
        Assert.Empty(Check(string.Concat(Enumerable.Repeat(row, 10)), null));
        Assert.Equal("NoRows", Assert.Single(Check("", null)).Rule);
    }

    [Fact]
    public void Ids_occur_once_in_a_file()
    {
        string one = FormatKit.Write("Mistral", FormatKit.One);
        (List<ValidationIssue> findings, string copy) = Correct(one + one + one, "Mistral");
        Assert.Equal(["DuplicateCallId", "DuplicateCallId"], findings.Select(finding => finding.Rule));
        Assert.Empty(Check(copy, "Mistral"));
        Assert.StartsWith(one, copy);
        Assert.Equal(["DuplicateId"], Check(string.Concat(Enumerable.Repeat(FormatKit.Write("Canonical", FormatKit.One), 2)), null).Select(finding => finding.Rule));
    }

    [Fact]
    public void An_answer_follows_the_id_of_its_call()
    {
        const string row = """{"messages":[{"role":"user","content":"Q"},{"role":"assistant","content":"","tool_calls":[{"id":"call_1","type":"function","function":{"name":"lookup","arguments":"{}"}}]},{"role":"tool","tool_call_id":"call_1","content":"r"},{"role":"assistant","content":"A"}],""" + Tools + "}\n";
        (List<ValidationIssue> findings, string copy) = Correct(row, "Mistral");
        Assert.Equal("CallIdInvalid", Assert.Single(findings).Rule);
        Assert.Empty(Check(copy, "Mistral"));
        Assert.Matches("\"id\":\"([A-Za-z0-9]{9})\".*\"tool_call_id\":\"\\1\"", copy);
    }

    [Fact]
    public void A_row_that_cannot_be_written_stays_as_it_is_and_is_not_called_corrected()
    {
        string row = """{"note":"half \ud83d","messages":[{"role":"user","content":"q"},{"role":"assistant","tool_calls":[{"id":"call_1","type":"function","function":{"name":"f","arguments":"{}"}}]}]}""" + "\n";
        (List<ValidationIssue> findings, string copy) = Correct(row, "Mistral");
        Assert.Equal(row, copy);
        Assert.Contains(findings, finding => finding.Rule == "InvalidUnicode");
        Assert.DoesNotContain(findings, finding => finding.Fixed);
    }

    [Fact]
    public void A_check_can_be_ended_though_nothing_is_found()
    {
        using CancellationTokenSource stop = new();
        using EndlessLines lines = new(FormatKit.Write("Trl", FormatKit.One), () => stop.Cancel());
        Assert.Throws<OperationCanceledException>(() => new DatasetValidator().Check(lines, stop.Token).Count());
    }

    private static DatasetFormat? Named(string? format) => format is null ? null : DatasetFormat.Parse(format);

    private static List<ValidationIssue> Check(string lines, string? format) => [.. new DatasetValidator(Named(format)).Check(new MemoryStream(Encoding.UTF8.GetBytes(lines)))];

    private static (List<ValidationIssue> Findings, string Copy) Correct(string lines, string? format)
    {
        using MemoryStream copy = new();
        List<ValidationIssue> findings = [.. new DatasetValidator(Named(format), copy: copy).Check(new MemoryStream(Encoding.UTF8.GetBytes(lines)))];
        return (findings, Encoding.UTF8.GetString(copy.ToArray()));
    }
}
