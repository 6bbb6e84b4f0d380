using SynthGen.Datasets;

namespace SynthGen.Core.Tests.Datasets.Formats;

/// <summary>
/// The two rows of <see cref="FormatKit"/> in every format. A person compared each file of Golden/ with its trainer's
/// documentation. The first row has one call, no system message and two tools; the second two calls and a system message.
/// </summary>
public sealed class GoldenTests
{
    [Theory]
    // Everything that a row has.
    [InlineData("Canonical")]
    // Arguments in a string; ids hold the rows' ids; parallel_tool_calls only for two calls.
    [InlineData("OpenAI")]
    // Arguments as an object; empty content beside the calls; the same ids as Mistral's.
    [InlineData("Trl")]
    // Empty content beside the calls; ids of nine letters and digits; arguments in a string.
    [InlineData("Mistral")]
    // Tools in the system turn, behind the row's own system message; a block for each call.
    [InlineData("Hermes")]
    // Answers and tools in strings; "int" and "List[str]" for JSON Schema's types.
    [InlineData("Xlam")]
    // Args as an object, no ids; parallel calls are parts of one content.
    [InlineData("Gemini")]
    // Two turns each; two calls are a list; tools in a string; the system message in a column.
    [InlineData("LlamaFactory")]
    // TRL's, with arguments and parameters in strings.
    [InlineData("Axolotl")]
    // The call, or a list of calls, as text; the system message is the instruction.
    [InlineData("Alpaca")]
    public void ARowLooksAsItsTrainerReadsIt(string format)
    {
        string expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Datasets", "Formats", "Golden", $"{format}.jsonl"));
        DatasetOptions options = new() { Format = DatasetFormat.Parse(format), SystemPrompt = format == "Xlam" ? "" : null };
        Assert.Equal(expected, FormatKit.Write(options, FormatKit.One, FormatKit.Two));
    }

    // Three conversations of ConversationKit: calls at once, a second question and an instruction; a call that uses a result; no
    // call. A person compared these files with the trainers' documentation too.
    [Theory]
    // Answers carry the ids of their calls; parallel_tool_calls where a turn has two calls.
    [InlineData("OpenAI")]
    // Answers carry the tool's name as well; the turns with calls have empty content.
    [InlineData("Trl")]
    // The same ids of nine letters and digits at calls and answers.
    [InlineData("Mistral")]
    // A block for each call and each answer, which is {"name", "content"}; the answers to one turn are one turn.
    [InlineData("Hermes")]
    // Answers are functionResponse parts of one content; what is no object is its "output".
    [InlineData("Gemini")]
    // human, function_call, observation, gpt; two calls and their answers are lists.
    [InlineData("LlamaFactory")]
    // TRL's without ids.
    [InlineData("Axolotl")]
    public void AConversationLooksAsItsTrainerReadsIt(string format)
    {
        string expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Datasets", "Formats", "Golden", $"{format}.conversations.jsonl"));
        Assert.Equal(expected, FormatKit.Write(format, ConversationKit.Two, ConversationKit.Chain, ConversationKit.NoTool));
    }
}
