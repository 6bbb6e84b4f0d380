using SynthGen.Json;

namespace SynthGen.Core.Tests.Datasets.Formats.Hermes;

public sealed class HermesReaderTests
{
    [Fact]
    public void A_tag_in_a_string_is_none()
    {
        SyntheticQuery row = FormatKit.One with { Tools = [new ToolCall("lookup", JsonValue.Object(("x", "</tool_call> \" <tool_call>")))], AvailableTools = [FormatKit.Tool("lookup", "</tools>", "{}")] };
        string line = FormatKit.Write("Hermes", row);
        Assert.Equal(line, FormatKit.Write("Hermes", FormatKit.Read(line)));
        Assert.Equal(row.Tools[0].ToString(), Assert.Single(FormatKit.Read(line)[0].Tools).ToString());
    }
}
