using SynthGen.Datasets;

namespace SynthGen.Core.Tests.Datasets.Formats;

/// <summary>
/// The two rows of <see cref="FormatKit"/> in every format, in the files of Golden/, each read by eye against what its
/// trainer reads. The first row has one call, no system message and two tools; the second two calls and a system message.
/// </summary>
public sealed class GoldenTests
{
    [Theory]
    // Everything that a row has.
    [InlineData(DatasetFormat.Canonical)]
    // Arguments in a string; ids hold the rows' ids; parallel_tool_calls only for two calls.
    [InlineData(DatasetFormat.OpenAI)]
    // Arguments as an object, no ids.
    [InlineData(DatasetFormat.Trl)]
    // Empty content beside the calls; ids of nine letters and digits; arguments in a string.
    [InlineData(DatasetFormat.Mistral)]
    // Tools in the system turn, behind the row's own system message; a block for each call.
    [InlineData(DatasetFormat.Hermes)]
    // Answers and tools in strings; "int" and "List[str]" for JSON Schema's types.
    [InlineData(DatasetFormat.Xlam)]
    // Args as an object, no ids; parallel calls are parts of one content.
    [InlineData(DatasetFormat.Gemini)]
    // Two turns each; two calls are a list; tools in a string; the system message in a column.
    [InlineData(DatasetFormat.LlamaFactory)]
    // TRL's, with arguments and parameters in strings.
    [InlineData(DatasetFormat.Axolotl)]
    // The call, or a list of calls, as text; the system message is the instruction.
    [InlineData(DatasetFormat.Alpaca)]
    public void ARowLooksAsItsTrainerReadsIt(DatasetFormat format)
    {
        string expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Datasets", "Formats", "Golden", $"{format}.jsonl"));
        DatasetOptions options = new() { Format = format, SystemPrompt = format == DatasetFormat.Xlam ? "" : null };
        Assert.Equal(expected, FormatKit.Write(options, FormatKit.One, FormatKit.Two));
    }
}
