using System.Text.Json;
using SynthGen.Documents;
using SynthGen.Files;
using SynthGen.Rows;

namespace SynthGen.Datasets;

/// <summary>
/// Writes the data that trainers' formats have no place for, a line for each row in the same order: id, page, source, label and
/// ordinal, the pair's id, a conversation's kind, difficulty and pages, evidence, provenance and verdict, in the canonical form.
/// </summary>
internal sealed class SidecarWriter(Stream stream) : IDatasetWriter
{
    private static readonly Action<Utf8JsonWriter, DatasetRow> WriteLine = WriteRow;
    private readonly LineWriter<DatasetRow> _lines = new(stream);

    /// <summary>Returns the path of a dataset's sidecar: train.provenance.jsonl.gz for train.jsonl.gz.</summary>
    public static string PathFor(string dataset) =>
        DatasetName.Beside(dataset, dataset.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? ".provenance.jsonl.gz" : ".provenance.jsonl");

    /// <inheritdoc/>
    public void Write(DatasetRow row) => _lines.Write(row, WriteLine);

    /// <inheritdoc/>
    public long Length => _lines.Length;

    /// <inheritdoc/>
    public void TakeBack() => _lines.TakeBack();

    /// <inheritdoc/>
    public void Flush() => _lines.Flush();

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private static void WriteRow(Utf8JsonWriter json, DatasetRow row)
    {
        json.WriteStartObject();
        json.WriteString(CanonicalKeys.Id, row.Id);
        PageKey? page = row.GetPageKeys() is [var first, ..] ? first : null;
        CanonicalKeys.WriteNumber(json, CanonicalKeys.Page, page?.Number);
        if (row.Source.Length > 0)
            json.WriteString(CanonicalKeys.Source, row.Source);
        if (page is { } place)
            CanonicalWriter.WritePlace(json, place);
        CanonicalWriter.WritePair(json, row);
        if (row is ToolConversation conversation)
        {
            CanonicalWriter.WriteKind(json, conversation);
            ConversationPageJson.Write(json, conversation.Pages);
        }
        else
        {
            EvidenceJson.Write(json, ((SyntheticQuery)row).Evidence);
        }

        ProvenanceJson.Write(json, row.Provenance);
        CanonicalWriter.WriteVerdict(json, row);
        json.WriteEndObject();
    }
}
