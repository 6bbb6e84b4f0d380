using SynthGen.Files;
using SynthGen.Json;

namespace SynthGen.Datasets.Review;

/// <summary>A line of a review file.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Decision">The decision; null if the line is not one.</param>
/// <param name="Problem">Why it is not one, as in "it is not JSON"; null if it is.</param>
/// <param name="IsTorn">Whether it is the part of a last line that a killed process left.</param>
public readonly record struct ReviewEntry(long Number, ReviewDecision? Decision, string? Problem, bool IsTorn = false);

/// <summary>Reads the decisions of review files.</summary>
public static class ReviewReader
{
    /// <summary>Reads the lines of a file, without blank ones.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    public static IEnumerable<ReviewEntry> Read(string path, CancellationToken cancellation = default)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, FileOptions.SequentialScan);
        using CancellableStream stream = new(file, cancellation);
        bool endsWithinALine = EndsWithinALine(file);
        ReviewEntry? last = null;
        foreach ((long number, ReadOnlyMemory<byte> line, bool tooLong) in new LineSource(stream).Read())
        {
            if (last is { } before)
                yield return before;
            last = tooLong ? new ReviewEntry(number, null, $"it is longer than {JsonLine.MaximumLength} bytes") : ReadLine(number, line.Span);
        }

        if (last is { } entry)
            yield return entry with { IsTorn = endsWithinALine && entry.Decision is null };
    }

    private static ReviewEntry? ReadLine(long number, ReadOnlySpan<byte> line)
    {
        if (number == 1 && line.StartsWith("\uFEFF"u8))
            line = line[3..];
        if (line.Trim(" \t\r"u8).IsEmpty)
            return null;
        try
        {
            return new ReviewEntry(number, ReviewLine.Read(line), null);
        }
        catch (FormatException error)
        {
            return new ReviewEntry(number, null, error.Message);
        }
    }

    private static bool EndsWithinALine(FileStream file)
    {
        if (!file.CanSeek || file.Length == 0)
            return false;
        file.Seek(-1, SeekOrigin.End);
        bool ends = file.ReadByte() != '\n';
        file.Seek(0, SeekOrigin.Begin);
        return ends;
    }
}
