using System.Text.Json;
using static SynthGen.Rows.CanonicalKeys;
using static SynthGen.Rows.Utf8JsonReaderChecks;

namespace SynthGen.Rows;

/// <summary>Writes and reads the provenance in a row's line.</summary>
internal static class ProvenanceJson
{
    private static readonly JsonEncodedText
        Backend = Of("backend"), Model = Of("model"), PromptVersion = Of("prompt_version"), Seed = Of("seed"), InputTokens = Of("input_tokens"),
        OutputTokens = Of("output_tokens"), ShownCharacters = Of("shown_characters"), Asker = Of("asker"), Length = Of("length"),
        UserBackend = Of("user_backend"), UserModel = Of("user_model"), ResultCount = Of("result_count"), SnippetLength = Of("snippet_length"), IsSimulated = Of("is_simulated");

    /// <summary>Writes the member that holds a row's provenance, if there is any.</summary>
    public static void Write(Utf8JsonWriter json, Provenance? provenance)
    {
        if (provenance is null)
            return;

        json.WriteStartObject(CanonicalKeys.Provenance);
        json.WriteString(Backend, provenance.Backend);
        json.WriteString(Model, provenance.Model);
        WriteText(json, PromptVersion, provenance.PromptVersion);
        WriteNumber(json, Seed, provenance.Seed);
        WriteNumber(json, InputTokens, provenance.InputTokens);
        WriteNumber(json, OutputTokens, provenance.OutputTokens);
        WriteNumber(json, ShownCharacters, provenance.ShownCharacters);
        WriteText(json, Kind, provenance.Kind);
        WriteText(json, Asker, provenance.Asker);
        WriteText(json, Length, provenance.Length);
        WriteText(json, Difficulty, provenance.Difficulty);
        WriteText(json, UserBackend, provenance.UserBackend);
        WriteText(json, UserModel, provenance.UserModel);
        WriteNumber(json, ResultCount, provenance.ResultCount);
        WriteNumber(json, SnippetLength, provenance.SnippetLength);
        if (provenance.IsSimulated)
            json.WriteBoolean(IsSimulated, true);
        json.WriteEndObject();
    }

    /// <summary>Reads the object at the reader's position.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="shared">The texts that lines share.</param>
    /// <param name="unknown">The keys that the format does not define.</param>
    /// <exception cref="FormatException">It is not provenance.</exception>
    public static Provenance Read(ref Utf8JsonReader reader, SharedTexts shared, UnknownKeys unknown)
    {
        string? backend = null, model = null, version = null, kind = null, asker = null, length = null, difficulty = null, userBackend = null, userModel = null;
        int? seed = null, input = null, output = null, shown = null, results = null, snippet = null;
        bool isSimulated = false;
        Expect(ref reader, JsonTokenType.StartObject, "'provenance'");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (Is(ref reader, "backend"u8))
                backend = shared.Read(ref reader, "provenance.backend");
            else if (Is(ref reader, "model"u8))
                model = shared.Read(ref reader, "provenance.model");
            else if (Is(ref reader, "prompt_version"u8))
                version = shared.ReadOrNull(ref reader, "provenance.prompt_version");
            else if (Is(ref reader, "seed"u8))
                seed = WholeOrNull(ref reader, "provenance.seed");
            else if (Is(ref reader, "input_tokens"u8))
                input = WholeOrNull(ref reader, "provenance.input_tokens");
            else if (Is(ref reader, "output_tokens"u8))
                output = WholeOrNull(ref reader, "provenance.output_tokens");
            else if (Is(ref reader, "shown_characters"u8))
                shown = WholeOrNull(ref reader, "provenance.shown_characters");
            else if (Is(ref reader, "kind"u8))
                kind = shared.ReadOrNull(ref reader, "provenance.kind");
            else if (Is(ref reader, "asker"u8))
                asker = shared.ReadOrNull(ref reader, "provenance.asker");
            else if (Is(ref reader, "length"u8))
                length = shared.ReadOrNull(ref reader, "provenance.length");
            else if (Is(ref reader, "difficulty"u8))
                difficulty = shared.ReadOrNull(ref reader, "provenance.difficulty");
            else if (Is(ref reader, "user_backend"u8))
                userBackend = shared.ReadOrNull(ref reader, "provenance.user_backend");
            else if (Is(ref reader, "user_model"u8))
                userModel = shared.ReadOrNull(ref reader, "provenance.user_model");
            else if (Is(ref reader, "result_count"u8))
                results = WholeOrNull(ref reader, "provenance.result_count");
            else if (Is(ref reader, "snippet_length"u8))
                snippet = WholeOrNull(ref reader, "provenance.snippet_length");
            else if (Is(ref reader, "is_simulated"u8))
                isSimulated = !IsNull(ref reader) && Flag(ref reader, "provenance.is_simulated");
            else
                unknown.PassOver(ref reader, "provenance.");
        }

        return new Provenance(
            backend ?? throw Missing("provenance.backend"), model ?? throw Missing("provenance.model"), version, seed, input, output, shown)
        {
            Kind = kind,
            Asker = asker,
            Length = length,
            Difficulty = difficulty,
            UserBackend = userBackend,
            UserModel = userModel,
            ResultCount = results,
            SnippetLength = snippet,
            IsSimulated = isSimulated,
        };
    }
}
