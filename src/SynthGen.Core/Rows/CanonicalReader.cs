using System.Text;
using System.Text.Json;
using SynthGen.Json;
using static SynthGen.Rows.Utf8JsonReaderChecks;

namespace SynthGen.Rows;

/// <summary>
/// Reads canonical lines back to the rows that they were written from. Lines share one object for what they have in common
/// (names, the list of tools), so that many rows take little memory.
/// </summary>
internal sealed class CanonicalReader : IRowReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonLine.MaximumDepth };

    private readonly UnknownKeys _unknown = new();
    private readonly SharedTexts _shared = new();
    private byte[] _offeredJson = [];
    private IReadOnlyList<ToolDefinition> _offered = [];

    /// <summary>The unknown keys that were skipped so far: the first twenty.</summary>
    public IReadOnlyCollection<string> UnknownKeys => _unknown.Keys;

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line's bytes.</param>
    /// <exception cref="FormatException">The line is not a row; the message says why.</exception>
    public DatasetRow Read(ReadOnlySpan<byte> line)
    {
        Utf8JsonReader reader = new(line, Options);
        try
        {
            reader.Read();
            DatasetRow row = ReadRow(ref reader, line);
            reader.Read(); // Throws if anything follows.
            return row;
        }
        catch (JsonException error)
        {
            int before = (int)Math.Min(error.BytePositionInLine ?? 0, line.Length);
            throw new FormatException($"it is not JSON at column {Encoding.UTF8.GetCharCount(line[..before]) + 1}", error);
        }
        catch (InvalidOperationException error)
        {
            throw new FormatException("a string in it is not valid Unicode", error);
        }
        catch (ArgumentException error)
        {
            throw new FormatException("a tool in 'available_tools' has no name", error);
        }
    }

    DatasetRow IRowReader.Read(ReadOnlyMemory<byte> line) => Read(line.Span);

    private DatasetRow ReadRow(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        string? query = null, id = null, source = null, label = null, pair = null, system = null;
        IReadOnlyList<ToolCall>? tools = null;
        IReadOnlyList<ToolDefinition> offered = [];
        int? page = null, ordinal = null;
        Evidence? evidence = null;
        Provenance? provenance = null;
        Verdict? verdict = null;
        DatasetSplit? split = null;
        ConversationMembers talk = default;

        Expect(ref reader, JsonTokenType.StartObject, "the line");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (Is(ref reader, "query"u8))
                query = ReadText(ref reader, "query");
            else if (Is(ref reader, "tools"u8))
                tools = ReadCalls(ref reader);
            else if (Is(ref reader, "page"u8))
                page = WholeOrNull(ref reader, "page");
            else if (Is(ref reader, "id"u8))
                id = ReadTextOrNull(ref reader, "id");
            else if (Is(ref reader, "source"u8))
                source = _shared.ReadOrNull(ref reader, "source");
            else if (Is(ref reader, "label"u8))
                label = _shared.ReadOrNull(ref reader, "label");
            else if (Is(ref reader, "ordinal"u8))
                ordinal = WholeOrNull(ref reader, "ordinal");
            else if (Is(ref reader, "pair_id"u8))
                pair = ReadTextOrNull(ref reader, "pair_id");
            else if (Is(ref reader, "system_prompt"u8))
                system = ReadTextOrNull(ref reader, "system_prompt");
            else if (Is(ref reader, "evidence"u8))
                evidence = EvidenceJson.Read(ref reader, "evidence", _unknown);
            else if (Is(ref reader, "available_tools"u8))
                offered = IsNull(ref reader) ? [] : ReadOffered(ref reader, line);
            else if (Is(ref reader, "provenance"u8))
                provenance = IsNull(ref reader) ? null : ProvenanceJson.Read(ref reader, _shared, _unknown);
            else if (Is(ref reader, "verdict"u8))
                verdict = IsNull(ref reader) ? null : VerdictJson.Read(ref reader, _unknown);
            else if (Is(ref reader, "split"u8))
                split = IsNull(ref reader) ? null : SplitNames.Read(ref reader);
            else if (!talk.Find(ref reader))
                _unknown.PassOver(ref reader, "");
        }

        if (query is null || tools is null)
            throw Missing(query is null ? "query" : "tools");
        if (!talk.HasMessages)
            talk.AddTo(_unknown);
        else if (system is not null || evidence is not null)
            _unknown.Add(system is not null ? "system_prompt" : "evidence");

        // If the line has no id, the row computes it. Label and ordinal follow from the page if the line has none.
        DatasetRow row = talk.HasMessages
            ? talk.Read(_shared, _unknown, page is { } first ? [new ConversationPage(first) { Label = label!, Ordinal = ordinal ?? first }] : [])
            : new SyntheticQuery(query, tools, page ?? throw Missing("page")) { Label = label!, Ordinal = ordinal ?? page.Value, SystemPrompt = system, Evidence = evidence };
        return row with { Id = id!, Source = source ?? "", PairId = pair, AvailableTools = offered, Provenance = provenance, Verdict = verdict, Split = split };
    }

    private ToolCall[] ReadCalls(ref Utf8JsonReader reader)
    {
        List<ToolCall> calls = new(1);
        Expect(ref reader, JsonTokenType.StartArray, "'tools'");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            string? name = null;
            IReadOnlyDictionary<string, object?>? arguments = null;
            Expect(ref reader, JsonTokenType.StartObject, "a call in 'tools'");
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                if (Is(ref reader, "name"u8))
                {
                    name = _shared.Read(ref reader, "tools[].name");
                }
                else if (Is(ref reader, "arguments"u8))
                {
                    Expect(ref reader, JsonTokenType.StartObject, "'tools[].arguments'");
                    arguments = (IReadOnlyDictionary<string, object?>)JsonValue.Read(ref reader)!;
                }
                else
                {
                    _unknown.PassOver(ref reader, "tools[].");
                }
            }

            calls.Add(new ToolCall(name ?? throw Missing("tools[].name"), arguments ?? throw Missing("tools[].arguments")));
        }

        return [.. calls];
    }

    private IReadOnlyList<ToolDefinition> ReadOffered(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        Utf8JsonReader ahead = reader;
        Expect(ref ahead, JsonTokenType.StartArray, "'available_tools'");
        int start = (int)ahead.TokenStartIndex;
        ReadOnlySpan<byte> rest = line[start..];
        if (rest.StartsWith(_offeredJson) && _offeredJson.Length > 0)
        {
            // The reader itself still skips the bytes, because it tracks the position.
            ahead.Skip();
            reader = ahead;
            return _offered;
        }

        List<ToolDefinition> tools = [];
        while (ahead.Read() && ahead.TokenType != JsonTokenType.EndArray)
            tools.Add(ReadTool(ref ahead));

        reader = ahead;
        _offered = tools.ToArray();
        _offeredJson = line[start..(int)reader.BytesConsumed].ToArray();
        return _offered;
    }

    private ToolDefinition ReadTool(ref Utf8JsonReader reader)
    {
        string? name = null, description = null;
        IReadOnlyDictionary<string, object?>? parameters = null;
        Expect(ref reader, JsonTokenType.StartObject, "a tool in 'available_tools'");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (Is(ref reader, "name"u8))
            {
                name = ReadText(ref reader, "available_tools[].name");
            }
            else if (Is(ref reader, "description"u8))
            {
                description = ReadText(ref reader, "available_tools[].description");
            }
            else if (Is(ref reader, "parameters"u8))
            {
                Expect(ref reader, JsonTokenType.StartObject, "'available_tools[].parameters'");
                parameters = (IReadOnlyDictionary<string, object?>)JsonValue.Read(ref reader)!;
            }
            else
            {
                _unknown.PassOver(ref reader, "available_tools[].");
            }
        }

        return new ToolDefinition(
            name ?? throw Missing("available_tools[].name"),
            description ?? throw Missing("available_tools[].description"),
            parameters ?? throw Missing("available_tools[].parameters"));
    }
}
