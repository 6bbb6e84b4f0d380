using System.Text.Json;
using SynthGen.Tools;

namespace SynthGen.Datasets;

/// <summary>
/// Writes what trainers' formats have no place for, a line for each row and in their order: id, page, source, evidence,
/// provenance and verdict, as the canonical line has them.
/// </summary>
internal sealed class SidecarWriter(Stream stream) : Formats.FormatWriter(stream, systemPrompt: null)
{
    /// <summary>Where the sidecar of a dataset is: train.jsonl.gz has train.provenance.jsonl.gz.</summary>
    public static string PathFor(string dataset) =>
        DatasetName.Beside(dataset, dataset.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? ".provenance.jsonl.gz" : ".provenance.jsonl");

    protected override void WriteRow(Utf8JsonWriter json, SyntheticQuery row, string? system)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, row.Id);
        json.WriteNumber("page"u8, row.Page);
        if (row.Source.Length > 0)
            json.WriteString("source"u8, row.Source);
        if (row.Evidence is { } evidence)
        {
            json.WriteStartObject("evidence"u8);
            json.WriteString("quote"u8, evidence.Quote);
            json.WriteNumber("start"u8, evidence.Start);
            json.WriteNumber("length"u8, evidence.Length);
            json.WriteEndObject();
        }

        if (row.Provenance is { } provenance)
        {
            json.WriteStartObject("provenance"u8);
            json.WriteString("backend"u8, provenance.Backend);
            json.WriteString("model"u8, provenance.Model);
            WriteIf(json, "prompt_version"u8, provenance.PromptVersion);
            WriteIf(json, "seed"u8, provenance.Seed);
            WriteIf(json, "input_tokens"u8, provenance.InputTokens);
            WriteIf(json, "output_tokens"u8, provenance.OutputTokens);
            json.WriteEndObject();
        }

        if (row.Verdict is { } verdict)
        {
            json.WritePropertyName("verdict"u8);
            VerdictJson.Write(json, verdict);
        }

        json.WriteEndObject();
    }

    private static void WriteIf(Utf8JsonWriter json, ReadOnlySpan<byte> key, object? value)
    {
        if (value is null)
            return;
        json.WritePropertyName(key);
        JsonValue.Write(json, value);
    }
}
