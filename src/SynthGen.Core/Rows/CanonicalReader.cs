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
    private const int MostUnknownKeys = 20;
    private const int MostShared = 1024;
    private const int LongestShared = 128;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonLine.MaximumDepth };

    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _shared = new(StringComparer.Ordinal);
    private byte[] _offeredJson = [];
    private IReadOnlyList<ToolDefinition> _offered = [];

    /// <summary>The unknown keys that were skipped so far: the first twenty.</summary>
    public IReadOnlyCollection<string> UnknownKeys => _unknown;

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line's bytes.</param>
    /// <exception cref="FormatException">The line is not a row; the message says why.</exception>
    public SyntheticQuery Read(ReadOnlySpan<byte> line)
    {
        Utf8JsonReader reader = new(line, Options);
        try
        {
            reader.Read();
            SyntheticQuery row = ReadRow(ref reader, line);
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

    private SyntheticQuery ReadRow(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        string? query = null, id = null, source = null, label = null, pair = null, system = null;
        IReadOnlyList<ToolCall>? tools = null;
        IReadOnlyList<ToolDefinition> offered = [];
        int? page = null, ordinal = null;
        Evidence? evidence = null;
        Provenance? provenance = null;
        Verdict? verdict = null;
        DatasetSplit? split = null;

        Expect(ref reader, JsonTokenType.StartObject, "the line");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (Is(ref reader, "query"u8))
                query = ReadText(ref reader, "query");
            else if (Is(ref reader, "tools"u8))
                tools = ReadCalls(ref reader);
            else if (Is(ref reader, "page"u8))
                page = Whole(ref reader, "page");
            else if (Is(ref reader, "id"u8))
                id = IsNull(ref reader) ? null : ReadText(ref reader, "id");
            else if (Is(ref reader, "source"u8))
                source = IsNull(ref reader) ? null : Shared(ref reader, "source");
            else if (Is(ref reader, "label"u8))
                label = IsNull(ref reader) ? null : Shared(ref reader, "label");
            else if (Is(ref reader, "ordinal"u8))
                ordinal = IsNull(ref reader) ? null : Whole(ref reader, "ordinal");
            else if (Is(ref reader, "pair_id"u8))
                pair = IsNull(ref reader) ? null : ReadText(ref reader, "pair_id");
            else if (Is(ref reader, "system_prompt"u8))
                system = IsNull(ref reader) ? null : ReadText(ref reader, "system_prompt");
            else if (Is(ref reader, "evidence"u8))
                evidence = IsNull(ref reader) ? null : ReadEvidence(ref reader);
            else if (Is(ref reader, "available_tools"u8))
                offered = IsNull(ref reader) ? [] : ReadOffered(ref reader, line);
            else if (Is(ref reader, "provenance"u8))
                provenance = IsNull(ref reader) ? null : ReadProvenance(ref reader);
            else if (Is(ref reader, "verdict"u8))
                verdict = IsNull(ref reader) ? null : VerdictJson.Read(ref reader, PassOver);
            else if (Is(ref reader, "split"u8))
                split = IsNull(ref reader) ? null : SplitNames.Read(ref reader);
            else
                PassOver(ref reader, "");
        }

        // If the line has no id, the row computes it.
        return new SyntheticQuery(query ?? throw Missing("query"), tools ?? throw Missing("tools"), page ?? throw Missing("page"))
        {
            Id = id!,
            Source = source ?? "",
            Label = label!, // Label and ordinal follow from the page if the line has none.
            Ordinal = ordinal ?? page.Value,
            PairId = pair,
            SystemPrompt = system,
            Evidence = evidence,
            AvailableTools = offered,
            Provenance = provenance,
            Verdict = verdict,
            Split = split,
        };
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
                    name = Shared(ref reader, "tools[].name");
                }
                else if (Is(ref reader, "arguments"u8))
                {
                    Expect(ref reader, JsonTokenType.StartObject, "'tools[].arguments'");
                    arguments = (IReadOnlyDictionary<string, object?>)JsonValue.Read(ref reader)!;
                }
                else
                {
                    PassOver(ref reader, "tools[].");
                }
            }

            calls.Add(new ToolCall(name ?? throw Missing("tools[].name"), arguments ?? throw Missing("tools[].arguments")));
        }

        return [.. calls];
    }

    private Evidence ReadEvidence(ref Utf8JsonReader reader)
    {
        string? quote = null;
        int? start = null, length = null;
        Expect(ref reader, JsonTokenType.StartObject, "'evidence'");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (Is(ref reader, "quote"u8))
                quote = ReadText(ref reader, "evidence.quote");
            else if (Is(ref reader, "start"u8))
                start = Whole(ref reader, "evidence.start");
            else if (Is(ref reader, "length"u8))
                length = Whole(ref reader, "evidence.length");
            else
                PassOver(ref reader, "evidence.");
        }

        return new Evidence(
            quote ?? throw Missing("evidence.quote"), start ?? throw Missing("evidence.start"), length ?? throw Missing("evidence.length"));
    }

    private Provenance ReadProvenance(ref Utf8JsonReader reader)
    {
        string? backend = null, model = null, version = null, kind = null, asker = null, length = null, difficulty = null;
        int? seed = null, input = null, output = null, shown = null;
        Expect(ref reader, JsonTokenType.StartObject, "'provenance'");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (Is(ref reader, "backend"u8))
                backend = Shared(ref reader, "provenance.backend");
            else if (Is(ref reader, "model"u8))
                model = Shared(ref reader, "provenance.model");
            else if (Is(ref reader, "prompt_version"u8))
                version = IsNull(ref reader) ? null : Shared(ref reader, "provenance.prompt_version");
            else if (Is(ref reader, "seed"u8))
                seed = IsNull(ref reader) ? null : Whole(ref reader, "provenance.seed");
            else if (Is(ref reader, "input_tokens"u8))
                input = IsNull(ref reader) ? null : Whole(ref reader, "provenance.input_tokens");
            else if (Is(ref reader, "output_tokens"u8))
                output = IsNull(ref reader) ? null : Whole(ref reader, "provenance.output_tokens");
            else if (Is(ref reader, "shown_characters"u8))
                shown = IsNull(ref reader) ? null : Whole(ref reader, "provenance.shown_characters");
            else if (Is(ref reader, "kind"u8))
                kind = IsNull(ref reader) ? null : Shared(ref reader, "provenance.kind");
            else if (Is(ref reader, "asker"u8))
                asker = IsNull(ref reader) ? null : Shared(ref reader, "provenance.asker");
            else if (Is(ref reader, "length"u8))
                length = IsNull(ref reader) ? null : Shared(ref reader, "provenance.length");
            else if (Is(ref reader, "difficulty"u8))
                difficulty = IsNull(ref reader) ? null : Shared(ref reader, "provenance.difficulty");
            else
                PassOver(ref reader, "provenance.");
        }

        return new Provenance(
            backend ?? throw Missing("provenance.backend"), model ?? throw Missing("provenance.model"), version, seed, input, output, shown)
        {
            Kind = kind,
            Asker = asker,
            Length = length,
            Difficulty = difficulty,
        };
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
                PassOver(ref reader, "available_tools[].");
            }
        }

        return new ToolDefinition(
            name ?? throw Missing("available_tools[].name"),
            description ?? throw Missing("available_tools[].description"),
            parameters ?? throw Missing("available_tools[].parameters"));
    }

    // Returns the text of a value that many lines have in common.
    private string Shared(ref Utf8JsonReader reader, string key)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > LongestShared)
            return ReadText(ref reader, key);

        Span<char> text = stackalloc char[LongestShared];
        text = text[..reader.CopyString(text)];
        Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> known = _shared.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(text, out string? same))
            return same;

        if (_shared.Count == MostShared)
            _shared.Clear();
        same = text.ToString();
        _shared.Add(same, same);
        return same;
    }

    private void PassOver(ref Utf8JsonReader reader, string prefix)
    {
        if (_unknown.Count < MostUnknownKeys)
            _unknown.Add(prefix + reader.GetString());
        reader.Read();
        reader.Skip();
    }
}
