using System.Text;
using System.Text.Json;
using SynthGen.Datasets;
using SynthGen.Datasets.Validation;
using SynthGen.Json;
using SynthGen.Rows;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Datasets.Formats.Preference;

public sealed class PreferenceFormatTests
{
    private static readonly ToolConversation Missed = new(
    [
        ConversationMessage.System("Search."), ConversationMessage.User("Where is the fee?"), Call("full_text_search", "fee", "call_1"),
        ConversationMessage.Result("call_1", "[]"), Call("vector_search", "charges of the port", "call_2"), ConversationMessage.Result("call_2", "[7]"), ConversationMessage.Answer("On page 7."),
    ])
    {
        Kind = ConversationKind.Recover, Source = "a.txt", Pages = [new(7)], AvailableTools = BuiltInTools.All,
    };

    [Fact]
    public void TrlPreference_HasThePromptAndOneMessageEach()
    {
        JsonElement line = Assert.Single(Lines("TrlPreference", Missed));

        Assert.Equal(["prompt", "chosen", "rejected", "tools"], line.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["system", "user", "assistant", "tool"], line.GetProperty("prompt").EnumerateArray().Select(message => message.GetProperty("role").GetString()));
        Assert.Equal(("vector_search", "charges of the port"), CallOf(line, "chosen"));
        Assert.Equal(("full_text_search", "fee"), CallOf(line, "rejected"));
    }

    [Fact]
    public void Kto_HasTheRightLineAndTheWrongOne()
    {
        JsonElement[] lines = Lines("Kto", Missed);

        Assert.Equal([true, false], lines.Select(line => line.GetProperty("label").GetBoolean()));
        Assert.Equal([("vector_search", "charges of the port"), ("full_text_search", "fee")], lines.Select(line => CallOf(line, "completion")));
        Assert.Equal(lines[0].GetProperty("prompt").GetRawText(), lines[1].GetProperty("prompt").GetRawText());
    }

    [Theory]
    [InlineData("TrlPreference")]
    [InlineData("Kto")]
    public void What_is_written_is_recognized_valid_and_read_as_the_right_row(string format)
    {
        string text = Write(format, ToolChoice.All, FormatKit.One, FormatKit.Two, Missed);
        DatasetReader reader = new(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        DatasetRow[] rows = [.. reader.Read().Select(line => line.Row!)];

        Assert.Equal(format, reader.Format?.Name);
        Assert.Empty(reader.UnknownKeys);
        Assert.Equal([FormatKit.One.Query, FormatKit.Two.Query, Missed.Query], rows.Where(row => row.Verdict is not { Passed: false }).Select(row => row.FirstQuery));
        Assert.Equal(format == "Kto" ? 3 : 0, rows.Count(row => row.Verdict is { Passed: false }));
        Assert.Empty(new DatasetValidator(DatasetFormat.Parse(format)).Check(new MemoryStream(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public void With_the_used_tools_alone_the_rejected_tool_is_offered_too()
    {
        using JsonDocument line = JsonDocument.Parse(Write("TrlPreference", ToolChoice.Used, Missed));
        Assert.Equal(["full_text_search", "vector_search"], line.RootElement.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("function").GetProperty("name").GetString()).Order());
    }

    [Theory]
    [InlineData("TrlPreference", """{"prompt":[],"chosen":[],"rejected":[]}""", "PartMissing")]
    [InlineData("TrlPreference", """{"prompt":[{"role":"user","content":"a"}],"chosen":[{"role":"assistant","content":"b"}],"rejected":[{"role":"assistant","content":"b"}]}""", "SameContinuation")]
    [InlineData("TrlPreference", """{"prompt":[{"role":"user","content":"a"}],"chosen":[{"role":"assistant","content":"b"}],"rejected":[{"role":"nobody","content":"c"}]}""", "UnknownRole")]
    [InlineData("TrlPreference", """{"prompt":[{"role":"user","content":"a"},{"role":"odd","content":"a"}],"chosen":[{"role":"assistant","content":"b"}],"rejected":[{"role":"assistant","content":"c"}]}""", "UnknownRole")]
    [InlineData("Kto", """{"prompt":[{"role":"user","content":"a"}],"completion":[{"role":"assistant","content":"b"}],"label":1}""", "LabelMissing")]
    public void A_line_that_is_no_pair_is_found_once(string format, string line, string rule)
    {
        ValidationIssue[] found = [.. new DatasetValidator(DatasetFormat.Parse(format)).Check(new MemoryStream(Encoding.UTF8.GetBytes(line + "\n")))];
        Assert.Equal([rule], found.Where(issue => issue.Line > 0).Select(issue => issue.Rule).Distinct());
        Assert.Equal(rule == "PartMissing" ? 3 : 1, found.Count(issue => issue.Rule == rule));
    }

    [Fact]
    public void A_row_without_anything_wrong_beside_it_leaves_no_line()
    {
        ToolConversation talk = new([ConversationMessage.User("Hello"), ConversationMessage.Answer("Hello.")]);
        DatasetOptions options = new() { Format = DatasetFormat.Parse("Kto") };
        using MemoryStream stream = new();
        using IDatasetWriter writer = options.Format.CreateWriter(stream, options, earlier: null);
        Assert.Throws<NotSupportedException>(() => writer.Write(talk));
        writer.Flush();
        Assert.Equal(0, stream.Length);
    }

    private static ConversationMessage Call(string tool, string query, string id) => ConversationMessage.Calling([new ConversationCall(id, tool, JsonValue.Object(("query", query)))]);

    private static (string?, string?) CallOf(JsonElement line, string key)
    {
        JsonElement function = Assert.Single(Assert.Single(line.GetProperty(key).EnumerateArray()).GetProperty("tool_calls").EnumerateArray()).GetProperty("function");
        return (function.GetProperty("name").GetString(), function.GetProperty("arguments").GetProperty("query").GetString());
    }

    private static JsonElement[] Lines(string format, params DatasetRow[] rows) =>
        [.. Write(format, ToolChoice.All, rows).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string Write(string format, ToolChoice choice, params DatasetRow[] rows)
    {
        DatasetOptions options = new() { Format = DatasetFormat.Parse(format), ToolChoice = choice };
        using MemoryStream stream = new();
        using IDatasetWriter writer = options.Format.CreateWriter(stream, options, earlier: null);
        foreach (DatasetRow row in rows)
            writer.Write(row);
        writer.Flush();
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
