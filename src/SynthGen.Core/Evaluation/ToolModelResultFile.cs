using System.Text.Json;
using SynthGen.Files;
using SynthGen.Json;

namespace SynthGen.Evaluation;

/// <summary>One line of a file of results.</summary>
/// <param name="Number">The line's number, from 1.</param>
/// <param name="Result">The result; null if the line is not one.</param>
/// <param name="Problem">What is wrong with the line; null if it is a result.</param>
public sealed record ToolModelResultLine(long Number, ToolModelResult? Result, string? Problem);

/// <summary>Reads and writes files of results: a JSON object a line, UTF-8.</summary>
public static class ToolModelResultFile
{
    /// <summary>Reads the lines of a file, one at a time; blank lines are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static IEnumerable<ToolModelResultLine> Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        foreach (ToolModelResultLine line in Read(stream))
            yield return line;
    }

    /// <summary>Reads the lines of a stream, one at a time; blank lines are passed over.</summary>
    /// <param name="stream">The stream; left open.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static IEnumerable<ToolModelResultLine> Read(Stream stream)
    {
        foreach ((long number, ReadOnlyMemory<byte> bytes, bool tooLong) in new LineSource(stream).Read())
        {
            ReadOnlyMemory<byte> line = number == 1 && bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
            if (tooLong)
                yield return new ToolModelResultLine(number, null, $"it is longer than {JsonLine.MaximumLength >> 20} MB");
            else if (!line.Span.Trim(" \t\r"u8).IsEmpty)
                yield return Parse(number, line);
        }
    }

    private static ToolModelResultLine Parse(long number, ReadOnlyMemory<byte> line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, JsonLine.Options);
            return new ToolModelResultLine(number, ToolModelResultJson.Read(document.RootElement), null);
        }
        catch (JsonException)
        {
            return new ToolModelResultLine(number, null, "it is not JSON");
        }
        catch (InvalidOperationException)
        {
            return new ToolModelResultLine(number, null, "a string in it is not valid Unicode");
        }
        catch (FormatException error)
        {
            return new ToolModelResultLine(number, null, error.Message);
        }
    }
}
