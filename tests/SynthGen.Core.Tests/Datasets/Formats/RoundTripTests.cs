using CsCheck;
using SynthGen.Datasets;

namespace SynthGen.Core.Tests.Datasets.Formats;

public sealed class RoundTripTests
{
    public static TheoryData<DatasetFormat> Formats => [.. Enum.GetValues<DatasetFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void WhatIsImportedAndExportedAgainIsTheSame(DatasetFormat format) => FormatKit.Any.List[1, 4].Sample(rows =>
    {
        // xLAM has no place for a system message, Alpaca none for tools: for these, what the format can hold.
        DatasetOptions options = new() { Format = format, SystemPrompt = format == DatasetFormat.Xlam ? "" : null };
        string first = FormatKit.Write(options, rows);
        SyntheticQuery[] read = FormatKit.Read(first);
        return FormatKit.Write(options, read) == first && read.Zip(rows).All(pair => Same(pair.First, pair.Second, format));
    });

    [Theory]
    [MemberData(nameof(Formats))]
    public void TheChoiceOfToolsStaysAsItWasDrawn(DatasetFormat format) => Gen.Select(FormatKit.Any, Gen.Enum<ToolChoice>(), Gen.Int[0, 3], Gen.Int).Sample((row, choice, count, seed) =>
    {
        DatasetOptions options = new() { Format = format, ToolChoice = choice, DistractorCount = count, Seed = seed, SystemPrompt = format == DatasetFormat.Xlam ? "" : null };
        string first = FormatKit.Write(options, row);
        return FormatKit.Write(options, FormatKit.Read(first)) == first;
    });

    [Theory]
    [MemberData(nameof(Formats))]
    public void TheFormatIsToldFromItsFirstLine(DatasetFormat format)
    {
        DatasetOptions options = new() { Format = format, SystemPrompt = "" };
        DatasetReader reader = new(new MemoryStream(System.Text.Encoding.UTF8.GetBytes("\uFEFF\n \nno row\n" + FormatKit.Write(options, FormatKit.One))));
        Assert.Equal([false, true], reader.Read().Select(line => line.Row is not null));
        Assert.Equal(format, reader.Format);
        Assert.Empty(reader.UnknownKeys);
    }

    private static bool Same(SyntheticQuery read, SyntheticQuery written, DatasetFormat format) =>
        read.Query == written.Query &&
        read.Tools.Select(call => call.ToString()).SequenceEqual(written.Tools.Select(call => call.ToString())) &&
        (format is DatasetFormat.Alpaca || read.AvailableTools.Select(tool => tool.Name).Order().SequenceEqual(written.AvailableTools.Select(tool => tool.Name).Order())) &&
        (format is DatasetFormat.Xlam || read.SystemPrompt == written.SystemPrompt) &&
        (format is not (DatasetFormat.OpenAI or DatasetFormat.Xlam or DatasetFormat.Canonical) || read.Id == written.Id);

}
