using CsCheck;
using SynthGen.Datasets;
using SynthGen.Datasets.Formats;

namespace SynthGen.Core.Tests.Datasets.Formats;

public sealed class RoundTripTests
{
    public static TheoryData<string> Formats => [.. DatasetFormats.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_is_imported_and_exported_again_is_the_same(string format) => FormatKit.Any.List[1, 4].Sample(rows =>
    {
        // xLAM has no place for a system message, and Alpaca has none for tools. These compare only what the format can hold.
        DatasetOptions options = new() { Format = DatasetFormat.Parse(format), SystemPrompt = format == "Xlam" ? "" : null };
        string first = FormatKit.Write(options, rows);
        SyntheticQuery[] read = FormatKit.Read(first);
        return FormatKit.Write(options, read) == first && read.Zip(rows).All(pair => Same(pair.First, pair.Second, format));
    });

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_choice_of_tools_stays_as_it_was_drawn(string format) => Gen.Select(FormatKit.Any, Gen.Enum<ToolChoice>(), Gen.Int[0, 3], Gen.Int).Sample((row, choice, count, seed) =>
    {
        DatasetOptions options = new() { Format = DatasetFormat.Parse(format), ToolChoice = choice, DistractorCount = count, Seed = seed, SystemPrompt = format == "Xlam" ? "" : null };
        string first = FormatKit.Write(options, row);
        return FormatKit.Write(options, FormatKit.Read(first)) == first;
    });

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_format_is_told_from_its_first_line(string format)
    {
        DatasetOptions options = new() { Format = DatasetFormat.Parse(format), SystemPrompt = "" };
        DatasetReader reader = new(new MemoryStream(System.Text.Encoding.UTF8.GetBytes("\uFEFF\n \nno row\n" + FormatKit.Write(options, FormatKit.One))));
        Assert.Equal([false, true], reader.Read().Select(line => line.Row is not null));
        Assert.Equal(format, reader.Format?.Name);
        Assert.Empty(reader.UnknownKeys);
    }

    private static bool Same(SyntheticQuery read, SyntheticQuery written, string format) =>
        read.Query == written.Query &&
        read.Tools.Select(call => call.ToString()).SequenceEqual(written.Tools.Select(call => call.ToString())) &&
        (format is "Alpaca" || read.AvailableTools.Select(tool => tool.Name).Order().SequenceEqual(written.AvailableTools.Select(tool => tool.Name).Order())) &&
        (format is "Xlam" || read.SystemPrompt == written.SystemPrompt) &&
        (format is not ("OpenAI" or "Xlam" or "Canonical") || read.Id == written.Id);

}
