using System.Buffers;
using System.Text.Json;
using SynthGen.Documents;
using SynthGen.Files;
using SynthGen.Json;
using static SynthGen.Rows.CanonicalKeys;

namespace SynthGen.Rows;

/// <summary>
/// Writes each row as its canonical line: one JSON object a line, UTF-8 without a byte order mark, ended by LF.
/// </summary>
internal sealed class CanonicalWriter : IDatasetWriter
{
    private const int MostTools = 256;

    private readonly LineWriter<DatasetRow> _lines;
    private readonly Action<Utf8JsonWriter, DatasetRow> _writeRow;
    private readonly Dictionary<ToolDefinition, byte[]> _tools = new(ReferenceEqualityComparer.Instance);
    private IReadOnlyList<ToolDefinition>? _offered;
    private byte[] _offeredJson = [];

    /// <summary>Creates a writer.</summary>
    /// <param name="stream">The target; left open.</param>
    public CanonicalWriter(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _lines = new LineWriter<DatasetRow>(stream);
        _writeRow = WriteRow;
    }

    /// <inheritdoc/>
    public void Write(DatasetRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        _lines.Write(row, _writeRow);
    }

    /// <inheritdoc/>
    public long Length => _lines.Length;

    /// <inheritdoc/>
    public void TakeBack() => _lines.TakeBack();

    /// <inheritdoc/>
    public void Flush() => _lines.Flush();

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    /// <summary>Writes the member that holds the id of a row's pair, if it has one.</summary>
    internal static void WritePair(Utf8JsonWriter json, DatasetRow row) => WriteText(json, PairId, row.PairId);

    /// <summary>Writes the members that hold a page's label and ordinal, where they differ from its number.</summary>
    internal static void WritePlace(Utf8JsonWriter json, PageKey page)
    {
        WriteText(json, Label, page.Label);
        if (page.Ordinal != page.Number)
            json.WriteNumber(Ordinal, page.Ordinal);
    }

    /// <summary>Writes the members that a conversation has beyond those of a row: kind and difficulty.</summary>
    internal static void WriteKind(Utf8JsonWriter json, ToolConversation row)
    {
        WriteText(json, Kind, row.Kind?.ToString());
        WriteText(json, Difficulty, row.Difficulty?.ToString());
    }

    /// <summary>Writes the member that holds a row's verdict, if it has one.</summary>
    internal static void WriteVerdict(Utf8JsonWriter json, DatasetRow row)
    {
        if (row.Verdict is not { } verdict)
            return;
        json.WritePropertyName(CanonicalKeys.Verdict);
        VerdictJson.Write(json, verdict);
    }

    private void WriteRow(Utf8JsonWriter json, DatasetRow row)
    {
        json.WriteStartObject();
        if (row is ToolConversation conversation)
            WriteContent(json, conversation);
        else
            WriteContent(json, (SyntheticQuery)row);
        if (row.AvailableTools.Count > 0)
        {
            json.WritePropertyName(AvailableTools);
            json.WriteRawValue(Encode(row.AvailableTools), skipInputValidation: true);
        }

        ProvenanceJson.Write(json, row.Provenance);
        WriteVerdict(json, row);
        if (row.Split is { } split)
            json.WriteString(CanonicalKeys.Split, SplitNames.Of(split));
        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, SyntheticQuery row)
    {
        WriteBeginning(json, row, row.Tools, row.GetPageKey());
        WriteText(json, SystemPrompt, row.SystemPrompt);
        EvidenceJson.Write(json, row.Evidence);
    }

    private static void WriteContent(Utf8JsonWriter json, ToolConversation row)
    {
        WriteBeginning(json, row, row.Tools, row.Pages is [var first, ..] ? first.GetPageKey(row.Source) : null);
        WriteKind(json, row);
        MessageJson.Write(json, row.Messages);
        ConversationPageJson.Write(json, row.Pages);
    }

    private static void WriteBeginning(Utf8JsonWriter json, DatasetRow row, IReadOnlyList<ToolCall> calls, PageKey? page)
    {
        json.WriteString(Query, row.FirstQuery);
        json.WriteStartArray(CanonicalKeys.Tools);
        foreach (ToolCall call in calls)
        {
            json.WriteStartObject();
            json.WriteString(Name, call.Name);
            json.WritePropertyName(Arguments);
            JsonValue.Write(json, call.Arguments);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteNumber(json, Page, page?.Number);
        json.WriteString(Id, row.Id);
        if (row.Source.Length > 0)
            json.WriteString(Source, row.Source);
        if (page is { } place)
            WritePlace(json, place);
        WritePair(json, row);
    }

    // The rows of a run share their list of tools, or at least its tools.
    private byte[] Encode(IReadOnlyList<ToolDefinition> tools)
    {
        if (ReferenceEquals(tools, _offered))
            return _offeredJson;

        ArrayBufferWriter<byte> bytes = new(1024);
        using (Utf8JsonWriter json = new(bytes, JsonValue.Compact))
        {
            json.WriteStartArray();
            foreach (ToolDefinition tool in tools)
                json.WriteRawValue(Encode(tool), skipInputValidation: true);
            json.WriteEndArray();
        }

        _offeredJson = bytes.WrittenSpan.ToArray();
        _offered = tools;
        return _offeredJson;
    }

    private byte[] Encode(ToolDefinition tool)
    {
        if (_tools.TryGetValue(tool, out byte[]? known))
            return known;

        ArrayBufferWriter<byte> bytes = new(1024);
        using (Utf8JsonWriter json = new(bytes, JsonValue.Compact))
        {
            json.WriteStartObject();
            json.WriteString(Name, tool.Name);
            json.WriteString(Description, tool.Description);
            json.WritePropertyName(Parameters);
            JsonValue.Write(json, tool.Parameters);
            json.WriteEndObject();
        }

        if (_tools.Count == MostTools)
            _tools.Clear();
        return _tools[tool] = bytes.WrittenSpan.ToArray();
    }
}
