using System.Buffers;
using System.Text.Json;
using SynthGen.Tools;

namespace SynthGen.Datasets;

/// <summary>Writes the canonical line of each row: one JSON object a line, UTF-8 without a byte order mark, ended by LF.</summary>
/// <remarks>While some lines are stored (and compressed) on another thread, the next ones are made.</remarks>
public sealed class CanonicalWriter : IDatasetWriter
{
    private const int FlushAt = 256 * 1024;
    private const int MostTools = 256;
    private static readonly JsonWriterOptions Options = JsonValue.Compact with { MaxDepth = CanonicalReader.MaximumDepth };

    private readonly Stream _stream;
    private readonly Utf8JsonWriter _json;
    private readonly Dictionary<ToolDefinition, byte[]> _tools = new(ReferenceEqualityComparer.Instance);
    private LineBuffer _buffer = new(FlushAt + 64 * 1024);
    private LineBuffer _stored = new(FlushAt + 64 * 1024);
    private Task? _storing;
    private IReadOnlyList<ToolDefinition>? _offered;
    private byte[] _offeredJson = [];

    /// <summary>Creates a writer.</summary>
    /// <param name="stream">Where the lines go; left open.</param>
    public CanonicalWriter(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        _json = new Utf8JsonWriter(_buffer, Options);
    }

    /// <inheritdoc/>
    public void Write(SyntheticQuery row)
    {
        ArgumentNullException.ThrowIfNull(row);
        int start = _buffer.Length;
        try
        {
            WriteLine(row);
        }
        catch
        {
            _json.Reset();
            _buffer.CutTo(start);
            throw;
        }

        if (_buffer.Length >= FlushAt)
            Store();
    }

    /// <inheritdoc/>
    public void Flush()
    {
        Store();
        Wait();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Wait();
        }
        catch (IOException)
        {
            // Flush is where this is heard of.
        }

        _json.Dispose();
        _buffer.Dispose();
        _stored.Dispose();
    }

    private void Store()
    {
        Wait();
        (_buffer, _stored) = (_stored, _buffer);
        _buffer.CutTo(0);
        _json.Reset(_buffer);
        _storing = Task.Run(() => _stream.Write(_stored.Written));
    }

    private void Wait()
    {
        Task? storing = _storing;
        _storing = null;
        storing?.GetAwaiter().GetResult();
    }

    private static void WriteEvidence(Utf8JsonWriter json, Evidence evidence)
    {
        json.WriteStartObject(Key.Evidence);
        json.WriteString(Key.Quote, evidence.Quote);
        json.WriteNumber(Key.Start, evidence.Start);
        json.WriteNumber(Key.Length, evidence.Length);
        json.WriteEndObject();
    }

    private static void WriteProvenance(Utf8JsonWriter json, Provenance provenance)
    {
        json.WriteStartObject(Key.Provenance);
        json.WriteString(Key.Backend, provenance.Backend);
        json.WriteString(Key.Model, provenance.Model);
        if (provenance.PromptVersion is { } version)
            json.WriteString(Key.PromptVersion, version);
        if (provenance.Seed is { } seed)
            json.WriteNumber(Key.Seed, seed);
        if (provenance.InputTokens is { } input)
            json.WriteNumber(Key.InputTokens, input);
        if (provenance.OutputTokens is { } output)
            json.WriteNumber(Key.OutputTokens, output);
        if (provenance.ShownCharacters is { } shown)
            json.WriteNumber(Key.ShownCharacters, shown);
        json.WriteEndObject();
    }

    private void WriteLine(SyntheticQuery row)
    {
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString(Key.Query, row.Query);
        _json.WriteStartArray(Key.Tools);
        foreach (ToolCall call in row.Tools)
        {
            _json.WriteStartObject();
            _json.WriteString(Key.Name, call.Name);
            _json.WritePropertyName(Key.Arguments);
            JsonValue.Write(_json, call.Arguments);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteNumber(Key.Page, row.Page);
        _json.WriteString(Key.Id, row.Id);
        if (row.Source.Length > 0)
            _json.WriteString(Key.Source, row.Source);
        if (row.SystemPrompt is { } system)
            _json.WriteString(Key.SystemPrompt, system);
        if (row.Evidence is { } evidence)
            WriteEvidence(_json, evidence);
        if (row.AvailableTools.Count > 0)
        {
            _json.WritePropertyName(Key.AvailableTools);
            _json.WriteRawValue(Encode(row.AvailableTools), skipInputValidation: true);
        }

        if (row.Provenance is { } provenance)
            WriteProvenance(_json, provenance);
        if (row.Verdict is { } verdict)
        {
            _json.WritePropertyName(Key.Verdict);
            VerdictJson.Write(_json, verdict);
        }

        if (row.Split is { } split)
            _json.WriteString(Key.Split, SplitText.Of(split));
        _json.WriteEndObject();
        _json.Flush();
        _buffer.Add((byte)'\n');
    }

    // The rows of a run share their list of tools, or at least the tools in it.
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
        public static readonly JsonEncodedText Query = Of("query"), Tools = Of("tools"), Page = Of("page"), Id = Of("id"), Source = Of("source"), SystemPrompt = Of("system_prompt"),
            Evidence = Of("evidence"), AvailableTools = Of("available_tools"), Provenance = Of("provenance"), Verdict = Of("verdict"), Split = Of("split"),
            Name = Of("name"), Arguments = Of("arguments"), Description = Of("description"), Parameters = Of("parameters"),
            Quote = Of("quote"), Start = Of("start"), Length = Of("length"),
            Backend = Of("backend"), Model = Of("model"), PromptVersion = Of("prompt_version"), Seed = Of("seed"),
            InputTokens = Of("input_tokens"), OutputTokens = Of("output_tokens"), ShownCharacters = Of("shown_characters");

        private static JsonEncodedText Of(string name) => JsonEncodedText.Encode(name);
    }
}
