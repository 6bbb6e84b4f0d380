using CsCheck;
using SynthGen.Datasets;
using SynthGen.Datasets.Validation;

namespace SynthGen.Core.Tests.Datasets.Formats;

/// <summary>Conversations are read back as they were written, in each format that holds them.</summary>
public sealed class ConversationRoundTripTests
{
    public static TheoryData<string> Formats => ["OpenAI", "Trl", "Mistral", "Hermes", "Gemini", "LlamaFactory", "Axolotl"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_conversation_comes_back_as_it_was_written(string format) => Any(format).List[1, 4].Sample(rows =>
    {
        string first = FormatKit.Write(format, rows);
        DatasetRow[] read = FormatKit.ReadRows(first, format);
        Assert.Equal(rows.Select(ConversationKit.Describe), read.Select(ConversationKit.Describe));
        Assert.Equal(first, FormatKit.Write(format, read));
    });

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_choice_of_tools_stays_as_it_was_drawn(string format) => Gen.Select(Any(format), Gen.Enum<ToolChoice>(), Gen.Int[0, 3], Gen.Int, Gen.Null(Gen.OneOf("", "S"))).Sample((row, choice, count, seed, system) =>
    {
        DatasetOptions options = new() { Format = DatasetFormat.Parse(format), ToolChoice = choice, DistractorCount = count, Seed = seed, SystemPrompt = system };
        string first = FormatKit.Write(options, row);
        Assert.Equal(first, FormatKit.Write(options, FormatKit.ReadRows(first, format)));
    });

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_is_exported_is_without_fault(string format) => Any(format).Array[10, 12].Sample(rows =>
    {
        string lines = FormatKit.Write(format, rows);
        Assert.Empty(new DatasetValidator(DatasetFormat.Parse(format)).Check(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(lines))).Where(finding => finding.Rule is not "ArgumentTypeVaries").Select(finding => $"{finding} {finding.Path}"));
    }, iter: 30);

    // Chats without calls are the same in all formats of messages, and in both of ShareGPT's.
    [Theory]
    [MemberData(nameof(Formats))]
    public void The_first_row_that_tells_decides_the_format(string format)
    {
        string lines = FormatKit.Write(format, ConversationKit.NoTool, ConversationKit.NoTool, ConversationKit.Two, ConversationKit.NoTool);
        DatasetReader reader = new(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(lines)));
        Assert.Equal(4, reader.Read().Count(line => line.Row is not null));
        Assert.Equal(format, reader.Format?.Name);
        Assert.DoesNotContain(new DatasetValidator().Check(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(lines))), finding => finding.Line > 0);
    }

    private static Gen<ToolConversation> Any(string format) => ConversationKit.Any(saysBesideCalls: format is not ("Mistral" or "LlamaFactory"));
}
