using System.Text.Json;

namespace SynthGen.Core.Tests.Datasets.Formats.Mistral;

public sealed class MistralWriterTests
{
    [Fact]
    public void Mistrals_ids_are_nine_long_and_once_per_file_even_for_equal_rows()
    {
        string[] lines = FormatKit.Write("Mistral", Enumerable.Repeat(FormatKit.Two, 2000)).Split('\n');
        string[] ids = [.. lines.SkipLast(1).SelectMany(Ids)];
        Assert.Equal(4000, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[A-Za-z0-9]{9}$", id));
        // The first is the row's own, wherever the row stands.
        Assert.Equal(lines[0], FormatKit.Write("Mistral", FormatKit.One, FormatKit.Two).Split('\n')[1]);
    }

    private static IEnumerable<string> Ids(string line) => JsonDocument.Parse(line).RootElement.GetProperty("messages").EnumerateArray()
        .Where(message => message.TryGetProperty("tool_calls", out _)).SelectMany(message => message.GetProperty("tool_calls").EnumerateArray().Select(call => call.GetProperty("id").GetString()!));
}
