using SynthGen.Datasets;
using SynthGen.Datasets.Formats;
using SynthGen.Datasets.Validation;

namespace SynthGen.Benchmarks.Fuzzing.Targets;

/// <summary>Datasets of a format: read, checked with a corrected copy, and written again.</summary>
internal sealed class DatasetTarget(DatasetFormat format) : FuzzTarget
{
    public override string Name => $"dataset-{format.Name.ToLowerInvariant()}";

    public override IReadOnlyList<byte[]> Samples { get; } =
        [Fuzzing.Samples.Write(format, RowsFor(format)), .. RowsFor(format).Select(row => Fuzzing.Samples.Write(format, [row]))];

    public override IReadOnlyList<byte[]> Pieces { get; } = [.. JsonPieces, .. Bytes(
    [
        .. format.Columns.Select(column => $"\"{column.Name}\":"), "\"role\":\"tool\"", "\"role\":\"assistant\"", "\"role\":\"system\"", "\"role\":\"model\"", "\"from\":\"function_call\"", "\"content\":null",
        "\"arguments\":\"{}\"", "\"tool_calls\":[", "<tool_call>", "</tool_call>", "<tools>", "</tools>", "\"type\":\"array\"", "\"$ref\":\"#\"", "\"type\":[\"string\",\"null\"]", "List[Dict[str, int]], optional",
    ])];

    public override bool Run(byte[] input)
    {
        bool isValid = Read(input, format) & Read(input, null);
        using MemoryStream copy = new();
        foreach (ValidationIssue issue in new DatasetValidator(format, null, copy).Check(new MemoryStream(input)))
        {
            if (issue.Message.Length == 0)
                throw new InvalidOperationException("An issue without a message.");
            isValid &= issue.Severity != IssueSeverity.Error;
        }

        return isValid;
    }

    private static IEnumerable<SyntheticQuery> RowsFor(DatasetFormat format) =>
        Fuzzing.Samples.Rows.Select(row => format.HasSystemMessage ? row : row with { SystemPrompt = null });

    private static bool Read(byte[] input, DatasetFormat? format)
    {
        bool isValid = true;
        foreach (DatasetLine line in new DatasetReader(new MemoryStream(input), format).Read())
        {
            isValid &= line.Problem is null;
            if (line.Row is { } row)
                Write(row, format);
            else if (line.Problem is null)
                throw new InvalidOperationException("Neither a row nor a problem.");
        }

        return isValid;
    }

    private static void Write(DatasetRow row, DatasetFormat? format)
    {
        _ = row.Id;
        try
        {
            Fuzzing.Samples.Write(format ?? DatasetFormats.Canonical, [row]);
        }
        catch (Exception error) when (error is NotSupportedException or ArgumentException or InvalidOperationException)
        {
            // The format cannot hold the row.
        }
    }
}
