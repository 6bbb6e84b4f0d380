using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using SynthGen.Datasets.Formats;
using SynthGen.Files;
using SynthGen.Json;

namespace SynthGen.Datasets.Validation;

/// <summary>Checks a dataset file line by line against the rules of its format, and writes a corrected copy on demand.</summary>
/// <param name="format">The format; null to recognize it from the first line with telling keys.</param>
/// <param name="path">The file's path, for checking its companions; null if it is not a file.</param>
/// <param name="copy">The target of the corrected copy; null for none. Lines that cannot be corrected are copied unchanged.</param>
public sealed class DatasetValidator(DatasetFormat? format = null, string? path = null, Stream? copy = null)
{
    private const int FlushAt = 256 * 1024;
    private const string HalfPair = "A string of the line has half of a surrogate pair.";
    private static readonly Rule ByteOrderMark = Rule.Warning("ByteOrderMark", "Save the file without one: many readers take it for part of the first line.");
    private static readonly Rule CarriageReturn = Rule.Warning("CarriageReturn", "End lines with LF alone.");
    private static readonly Rule BlankLine = Rule.Warning("BlankLine", "Remove the line: some readers refuse it.");
    private static readonly Rule LineTooLong = Rule.Error("LineTooLong", "Make the row smaller.");
    private static readonly Rule InvalidUtf8 = Rule.Error("InvalidUtf8", "Save the file as UTF-8.");
    private static readonly Rule InvalidUnicode = Rule.Error("InvalidUnicode", "Remove the half of a surrogate pair.");
    private static readonly Rule InvalidJson = Rule.Error("InvalidJson", "Correct the line: it is one JSON object.");
    private static readonly Rule DuplicateKey = Rule.Error("DuplicateKey", "Give each key of an object once.");
    private static readonly Rule NoRows = Rule.Error("NoRows", "Add rows.");
    private static readonly Rule MoreErrors = Rule.Error("MoreFaults", "Correct the lines that are named, and check the file again.");
    private static readonly Rule MoreWarnings = Rule.Warning("MoreFaults", "Correct the lines that are named, and check the file again.");
    private static readonly JsonDocumentOptions Strict = JsonLine.Options with { AllowDuplicateProperties = false };

    private DatasetLines? _lines;
    private FormatRules? _rules;
    private bool _saidCarriageReturn;

    /// <summary>The format of the lines; null until it is known.</summary>
    public DatasetFormat? Format => _lines is null ? format : _lines.Format;

    /// <summary>The number of lines, or elements of a JSON array, that were read; without blank ones.</summary>
    public long Rows { get; private set; }

    /// <summary>
    /// Checks the lines; valid ones have no issues. After the first <see cref="FaultLimit.MostReported"/> lines with issues, the
    /// others are one issue with their number.
    /// </summary>
    /// <param name="stream">The file, decompressed.</param>
    /// <param name="stop">Cancels the check, between two lines.</param>
    /// <exception cref="OperationCanceledException">The check was cancelled.</exception>
    /// <exception cref="IOException">The stream cannot be read, or the copy cannot be written.</exception>
    /// <exception cref="InvalidDataException">The stream is compressed and damaged, or is an array that does not end.</exception>
    public IEnumerable<ValidationIssue> Check(Stream stream, CancellationToken stop = default)
    {
        LineReport report = new(copy is not null);
        FaultLimit bad = new();
        Rule rest = MoreWarnings;
        using LineBuffer written = new(FlushAt + (64 * 1024));
        _lines = new DatasetLines(stream, format);
        foreach ((long number, ReadOnlyMemory<byte> line, bool tooLong) in _lines.Read())
        {
            stop.ThrowIfCancellationRequested();
            CheckLine(report, number, line, tooLong, written);
            if (written.Length >= FlushAt)
            {
                copy?.Write(written.Written);
                written.CutTo(0);
            }

            if (report.Findings.Count == 0)
                continue;
            if (!bad.Add())
            {
                rest = report.Findings.Any(finding => finding.Severity == IssueSeverity.Error && !finding.Fixed) ? MoreErrors : rest;
                continue;
            }

            foreach (ValidationIssue finding in report.Findings)
                yield return finding;
        }

        report.Begin(0);
        if (bad.Rest > 0)
            report.Add(rest, "$", $"{bad.Rest:#,0} more lines have faults.");
        if (Rows == 0)
            report.Add(NoRows, "$", "The file has no rows.");
        else
            _rules?.Finish(Rows, report);
        foreach (ValidationIssue finding in report.Findings)
            yield return finding;
        copy?.Write(written.Written);
    }

    private void CheckLine(LineReport report, long number, ReadOnlyMemory<byte> line, bool tooLong, LineBuffer written)
    {
        report.Begin(number);
        if (tooLong)
        {
            Rows++;
            report.Add(LineTooLong, "$", $"The line is longer than {JsonLine.MaximumLength} bytes; it is not in a corrected copy.");
            return;
        }

        line = CheckEnds(report, line, number);
        if (line.Span.Trim(" \t"u8).IsEmpty)
        {
            report.AddWritten(BlankLine, "The line is blank.");
            return;
        }

        Rows++;
        report.Line = line;
        JsonObject? row = Parse(report, line);
        if (row is not null)
            CheckRow(row, report);
        if (copy is null)
            return;

        if (row is not null && report.Changed)
        {
            if (Corrected(row) is { } corrected)
                line = corrected;
            else
                report.Revert(InvalidUnicode, HalfPair);
        }

        ((IBufferWriter<byte>)written).Write(line.Span);
        written.Add((byte)'\n');
    }

    // Null for a row with half of a surrogate pair, which cannot be written: its line stays as it is.
    private static ReadOnlyMemory<byte>? Corrected(JsonObject row)
    {
        ArrayBufferWriter<byte> corrected = new();
        try
        {
            using Utf8JsonWriter writer = new(corrected, Json.JsonValue.Compact with { MaxDepth = JsonLine.MaximumDepth });
            row.WriteTo(writer);
        }
        catch (InvalidOperationException)
        {
            return null;
        }

        return corrected.WrittenMemory;
    }

    private ReadOnlyMemory<byte> CheckEnds(LineReport report, ReadOnlyMemory<byte> line, long number)
    {
        if (number == 1 && line.Span.StartsWith("\uFEFF"u8))
        {
            report.AddWritten(ByteOrderMark, "The file begins with a byte order mark.");
            line = line[3..];
        }

        if (!line.Span.EndsWith("\r"u8))
            return line;
        if (!_saidCarriageReturn)
            report.AddWritten(CarriageReturn, "The line ends with CR and LF; others may too.");
        _saidCarriageReturn = true;
        return line[..^1];
    }

    private static JsonObject? Parse(LineReport report, ReadOnlyMemory<byte> line)
    {
        if (!Utf8.IsValid(line.Span))
        {
            report.Add(InvalidUtf8, "$", "The line is not UTF-8.");
            return null;
        }

        try
        {
            if (JsonNode.Parse(line.Span, documentOptions: Strict) is JsonObject row)
                return row;
            report.Add(InvalidJson, "$", "The line is JSON, but no object.");
        }
        catch (InvalidOperationException)
        {
            report.Add(InvalidUnicode, "$", "A key of the line holds half of a surrogate pair.");
        }
        catch (JsonException error)
        {
            if (IsJson(line))
                report.Add(DuplicateKey, "$", "An object of the line has a key twice.");
            else
                report.Add(InvalidJson, "$", $"The line is not JSON at column {System.Text.Encoding.UTF8.GetCharCount(line.Span[..(int)Math.Min(error.BytePositionInLine ?? 0, line.Length)]) + 1}.");
        }

        return null;
    }

    private static bool IsJson(ReadOnlyMemory<byte> line)
    {
        // Nothing else can have a key twice.
        if (line.Span.TrimStart(" \t"u8) is not [(byte)'{' or (byte)'[', ..])
            return false;

        try
        {
            using JsonDocument document = JsonDocument.Parse(line, JsonLine.Options);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void CheckRow(JsonObject row, LineReport report)
    {
        try
        {
            if (_rules is null && Format is { } known)
                _rules = known.CreateRules(path);
            (_rules ?? DatasetFormats.Canonical.CreateRules(path)).Check(row, report);
        }
        catch (InvalidOperationException)
        {
            report.Add(InvalidUnicode, "$", HalfPair);
        }
    }
}
