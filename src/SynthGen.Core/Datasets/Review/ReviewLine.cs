using System.Buffers;
using System.Globalization;
using System.Text.Json;
using SynthGen.Json;
using SynthGen.Rows;
using static SynthGen.Rows.Utf8JsonReaderChecks;

namespace SynthGen.Datasets.Review;

/// <summary>Writes and reads the lines of a review file.</summary>
internal static class ReviewLine
{
    // Milliseconds, so that a line reads back as it was written.
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly JsonWriterOptions Options = JsonValue.Compact with { MaxDepth = JsonLine.MaximumDepth };
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = JsonLine.MaximumDepth + 1 }; // A row stands within the line.

    /// <summary>Returns the line of a decision, with the LF that ends it.</summary>
    public static byte[] Write(ReviewDecision decision)
    {
        ArrayBufferWriter<byte> line = new(256);
        using (Utf8JsonWriter json = new(line, Options))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, decision.Id);
            json.WriteString("decision"u8, decision.Decision.ToString());
            if (decision.Row is { } row)
            {
                json.WritePropertyName("row"u8);
                json.WriteRawValue(CanonicalLine.Of(row), skipInputValidation: true);
            }

            if (decision.Note is { } note)
                json.WriteString("note"u8, note);
            json.WriteString("reviewer"u8, decision.Reviewer);
            json.WriteString("time"u8, decision.Time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">The line is not a decision; the message says why.</exception>
    public static ReviewDecision Read(ReadOnlySpan<byte> line)
    {
        Utf8JsonReader reader = new(line, ReaderOptions);
        try
        {
            reader.Read();
            ReviewDecision decision = ReadDecision(ref reader, line);
            reader.Read(); // Throws if anything follows.
            return decision;
        }
        catch (JsonException error)
        {
            throw new FormatException("it is not JSON", error);
        }
        catch (InvalidOperationException error)
        {
            throw new FormatException("a string in it is not valid Unicode", error);
        }
    }

    private static ReviewDecision ReadDecision(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        string? id = null, note = null, reviewer = null;
        ReviewStatus? status = null;
        DateTimeOffset? time = null;
        DatasetRow? row = null;
        Expect(ref reader, JsonTokenType.StartObject, "the line");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (Is(ref reader, "id"u8))
                id = ReadText(ref reader, "id");
            else if (Is(ref reader, "decision"u8))
                status = ReadStatus(ref reader);
            else if (Is(ref reader, "row"u8))
                row = IsNull(ref reader) ? null : ReadRow(ref reader, line);
            else if (Is(ref reader, "note"u8))
                note = ReadTextOrNull(ref reader, "note");
            else if (Is(ref reader, "reviewer"u8))
                reviewer = ReadTextOrNull(ref reader, "reviewer");
            else if (Is(ref reader, "time"u8))
                time = ReadTime(ref reader);
            else
                SkipMember(ref reader);
        }

        if (status == ReviewStatus.Edited && row is null)
            throw Missing("row");
        return new ReviewDecision(id is { Length: > 0 } ? id : throw Missing("id"), status ?? throw Missing("decision"), reviewer ?? "", time ?? throw Missing("time"))
        {
            Row = status == ReviewStatus.Edited ? row : null,
            Note = note,
        };
    }

    private static DatasetRow ReadRow(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        try
        {
            return new CanonicalReader().Read(line[start..(int)reader.BytesConsumed]);
        }
        catch (FormatException error)
        {
            throw new FormatException($"in 'row', {error.Message}", error);
        }
    }

    // By its name alone: a number or a list of names would parse too.
    private static ReviewStatus ReadStatus(ref Utf8JsonReader reader) =>
        ReadText(ref reader, "decision") is var name && Enum.GetNames<ReviewStatus>().Contains(name)
            ? Enum.Parse<ReviewStatus>(name)
            : throw new FormatException($"'decision' must be one of {string.Join(", ", Enum.GetNames<ReviewStatus>())}, not '{name}'");

    private static DateTimeOffset ReadTime(ref Utf8JsonReader reader) =>
        ReadText(ref reader, "time") is var text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw new FormatException($"'time' must be a time as in 2026-01-31T12:00:00Z, not '{text}'");

    private static void SkipMember(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
