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

    private static void AssertRefused(string format, SyntheticQuery bad, string problem)
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
