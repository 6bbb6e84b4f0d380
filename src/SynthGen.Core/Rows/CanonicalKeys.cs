using System.Text.Json;

namespace SynthGen.Rows;

/// <summary>The keys of a canonical line.</summary>
internal static class CanonicalKeys
{
    public static readonly JsonEncodedText
        Query = Of("query"), Tools = Of("tools"), Page = Of("page"), Id = Of("id"), Source = Of("source"), Label = Of("label"), Ordinal = Of("ordinal"), PairId = Of("pair_id"),
        SystemPrompt = Of("system_prompt"), Evidence = Of("evidence"), Kind = Of("kind"), Difficulty = Of("difficulty"), Messages = Of("messages"), Pages = Of("pages"),
        AvailableTools = Of("available_tools"), Provenance = Of("provenance"), Verdict = Of("verdict"), Split = Of("split"),
        Name = Of("name"), Arguments = Of("arguments"), Description = Of("description"), Parameters = Of("parameters");

    /// <summary>Writes a text, unless it is null.</summary>
    public static void WriteText(Utf8JsonWriter json, JsonEncodedText key, string? text)
    {
        if (text is not null)
            json.WriteString(key, text);
    }

    /// <summary>Writes a number, unless it is null.</summary>
    public static void WriteNumber(Utf8JsonWriter json, JsonEncodedText key, int? number)
    {
        if (number is { } value)
            json.WriteNumber(key, value);
    }

    /// <summary>Encodes a key.</summary>
    public static JsonEncodedText Of(string name) => JsonEncodedText.Encode(name);
}
