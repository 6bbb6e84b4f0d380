using System.Text.Json;
using SynthGen.Datasets.Formats.Writing;
using SynthGen.Rows;

namespace SynthGen.Datasets;

/// <summary>
/// Writes the data that trainers' formats have no place for, a line for each row in the same order: id, page, source,
/// label and ordinal, the pair's id, evidence, provenance and verdict, in the canonical form.
/// </summary>
internal sealed class SidecarWriter(Stream stream) : FormatWriter(stream, systemPrompt: null)
{
    /// <summary>Returns the path of a dataset's sidecar: train.provenance.jsonl.gz for train.jsonl.gz.</summary>
    public static string PathFor(string dataset) =>
        DatasetName.Beside(dataset, dataset.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? ".provenance.jsonl.gz" : ".provenance.jsonl");

    protected override void WriteRow(Utf8JsonWriter json, DatasetRow written, string? system)
    {
        SyntheticQuery row = written as SyntheticQuery ?? throw new NotSupportedException("it is a conversation.");
        json.WriteStartObject();
        json.WriteString("id"u8, row.Id);
        json.WriteNumber("page"u8, row.Page);
        if (row.Source.Length > 0)
            json.WriteString("source"u8, row.Source);
        CanonicalWriter.WritePlace(json, row.GetPageKey());
        CanonicalWriter.WritePair(json, row);
        if (row.Evidence is { } evidence)
            CanonicalWriter.WriteEvidence(json, evidence);
        if (row.Provenance is { } provenance)
            CanonicalWriter.WriteProvenance(json, provenance);
        if (row.Verdict is { } verdict)
        {
            json.WritePropertyName("verdict"u8);
            VerdictJson.Write(json, verdict);
        }

        json.WriteEndObject();
    }
}
