using System.Buffers;
using System.Text.Json;
using SynthGen.Documents;
using SynthGen.Files;
using SynthGen.Json;

namespace SynthGen.Rows;

/// <summary>
/// Writes each row as its canonical line: one JSON object a line, UTF-8 without a byte order mark, ended by LF.
/// </summary>
internal sealed class CanonicalWriter : IDatasetWriter
{
    private const int MostTools = 256;

    private readonly LineWriter<SyntheticQuery> _lines;
    private readonly Action<Utf8JsonWriter, SyntheticQuery> _writeRow;
    private readonly Dictionary<ToolDefinition, byte[]> _tools = new(ReferenceEqualityComparer.Instance);
    private IReadOnlyList<ToolDefinition>? _offered;
    private byte[] _offeredJson = [];

    /// <summary>Creates a writer.</summary>
    /// <param name="stream">The target; left open.</param>
    public CanonicalWriter(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _lines = new LineWriter<SyntheticQuery>(stream);
        _writeRow = WriteRow;
    }

    /// <inheritdoc/>
    public void Write(DatasetRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        _lines.Write(row as SyntheticQuery ?? throw new NotSupportedException("it is a conversation."), _writeRow);
    }

    /// <inheritdoc/>
    public void Flush() => _lines.Flush();

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    /// <summary>Writes the member that holds a row's evidence.</summary>
    internal static void WriteEvidence(Utf8JsonWriter json, Evidence evidence)
    {
        json.WriteStartObject(Key.Evidence);
        json.WriteString(Key.Quote, evidence.Quote);
        json.WriteNumber(Key.Start, evidence.Start);
        json.WriteNumber(Key.Length, evidence.Length);
        json.WriteEndObject();
    }

    /// <summary>Writes the member that holds the id of a row's pair, if it has one.</summary>
    internal static void WritePair(Utf8JsonWriter json, DatasetRow row) => WriteText(json, Key.PairId, row.PairId);

    /// <summary>Writes the members that hold a page's label and ordinal, where they differ from its number.</summary>
    internal static void WritePlace(Utf8JsonWriter json, PageKey page)
    {
        WriteText(json, Key.Label, page.Label);
        if (page.Ordinal != page.Number)
            json.WriteNumber(Key.Ordinal, page.Ordinal);
    }

    /// <summary>Writes the member that holds a row's provenance.</summary>
    internal static void WriteProvenance(Utf8JsonWriter json, Provenance provenance)
    {
        json.WriteStartObject(Key.Provenance);
        json.WriteString(Key.Backend, provenance.Backend);
        json.WriteString(Key.Model, provenance.Model);
        WriteText(json, Key.PromptVersion, provenance.PromptVersion);
        if (provenance.Seed is { } seed)
            json.WriteNumber(Key.Seed, seed);
        if (provenance.InputTokens is { } input)
            json.WriteNumber(Key.InputTokens, input);
        if (provenance.OutputTokens is { } output)
            json.WriteNumber(Key.OutputTokens, output);
        if (provenance.ShownCharacters is { } shown)
            json.WriteNumber(Key.ShownCharacters, shown);
        WriteText(json, Key.Kind, provenance.Kind);
        WriteText(json, Key.Asker, provenance.Asker);
        WriteText(json, Key.Length, provenance.Length);
        WriteText(json, Key.Difficulty, provenance.Difficulty);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, JsonEncodedText key, string? text)
    {
        if (text is not null)
            json.WriteString(key, text);
    }

    private void WriteRow(Utf8JsonWriter json, SyntheticQuery row)
    {
        json.WriteStartObject();
        json.WriteString(Key.Query, row.Query);
        json.WriteStartArray(Key.Tools);
        foreach (ToolCall call in row.Tools)
        {
            json.WriteStartObject();
            json.WriteString(Key.Name, call.Name);
            json.WritePropertyName(Key.Arguments);
            JsonValue.Write(json, call.Arguments);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber(Key.Page, row.Page);
        json.WriteString(Key.Id, row.Id);
        if (row.Source.Length > 0)
            json.WriteString(Key.Source, row.Source);
        WritePlace(json, row.GetPageKey());
        WritePair(json, row);
        WriteText(json, Key.SystemPrompt, row.SystemPrompt);
        if (row.Evidence is { } evidence)
            WriteEvidence(json, evidence);
        if (row.AvailableTools.Count > 0)
        {
            json.WritePropertyName(Key.AvailableTools);
            json.WriteRawValue(Encode(row.AvailableTools), skipInputValidation: true);
        }

        if (row.Provenance is { } provenance)
            WriteProvenance(json, provenance);
        if (row.Verdict is { } verdict)
        {
            json.WritePropertyName(Key.Verdict);
            VerdictJson.Write(json, verdict);
        }

        if (row.Split is { } split)
            json.WriteString(Key.Split, SplitNames.Of(split));
        json.WriteEndObject();
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
            json.WriteString(Key.Name, tool.Name);
            json.WriteString(Key.Description, tool.Description);
            json.WritePropertyName(Key.Parameters);
            JsonValue.Write(json, tool.Parameters);
            json.WriteEndObject();
        }

        if (_tools.Count == MostTools)
            _tools.Clear();
        return _tools[tool] = bytes.WrittenSpan.ToArray();
    }

    private static class Key
    {
        public static readonly JsonEncodedText Query = Of("query"), Tools = Of("tools"), Page = Of("page"), Id = Of("id"), Source = Of("source"), Label = Of("label"), Ordinal = Of("ordinal"), PairId = Of("pair_id"), SystemPrompt = Of("system_prompt"),
            Evidence = Of("evidence"), AvailableTools = Of("available_tools"), Provenance = Of("provenance"), Verdict = Of("verdict"), Split = Of("split"),
            Name = Of("name"), Arguments = Of("arguments"), Description = Of("description"), Parameters = Of("parameters"),
            Quote = Of("quote"), Start = Of("start"), Length = Of("length"),
            Backend = Of("backend"), Model = Of("model"), PromptVersion = Of("prompt_version"), Seed = Of("seed"),
            InputTokens = Of("input_tokens"), OutputTokens = Of("output_tokens"), ShownCharacters = Of("shown_characters"),
            Kind = Of("kind"), Asker = Of("asker"), Difficulty = Of("difficulty");

        private static JsonEncodedText Of(string name) => JsonEncodedText.Encode(name);
    }
}
