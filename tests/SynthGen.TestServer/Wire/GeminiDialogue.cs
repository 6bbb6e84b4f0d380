using System.Globalization;
using System.Text.Json;
using SynthGen.TestServer.Model;

namespace SynthGen.TestServer.Wire;

/// <summary>Tools, calls and results in the Gemini API. Like the models that think, it refuses a call that comes back without its signature.</summary>
internal static class GeminiDialogue
{
    /// <summary>The conversation of a request that offers tools, or whose instruction names a part of one; null for any other.</summary>
    /// <exception cref="FormatException">Results and calls do not match, or a signature is missing.</exception>
    public static Dialogue? Read(JsonElement body)
    {
        bool hasTools = body.TryGetProperty("tools", out JsonElement tools), hasSystem = body.TryGetProperty("systemInstruction", out JsonElement system);
        if (!hasTools && (!hasSystem || Dialogue.PartOf(TextOf(system)) is null))
            return null;
        List<DialogueTurn> turns = [];
        if (hasSystem)
            turns.Add(new DialogueTurn(DialogueRole.System, TextOf(system)));
        int open = 0;
        foreach (JsonElement content in body.GetProperty("contents").EnumerateArray())
        {
            JsonElement[] parts = [.. content.GetProperty("parts").EnumerateArray()];
            JsonElement[] results = [.. parts.Where(part => part.TryGetProperty("functionResponse", out _)).Select(part => part.GetProperty("functionResponse"))];
            if (results.Length != open)
                throw new FormatException("Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.");
            turns.AddRange(results.Select(result => new DialogueTurn(DialogueRole.Tool, ResultOf(result.GetProperty("response")))));
            DialogueCall[] calls = [.. parts.Where(part => part.TryGetProperty("functionCall", out _)).Select((part, i) => Call(part, i))];
            open = calls.Length;
            if (results.Length == 0)
                turns.Add(new DialogueTurn(content.GetProperty("role").GetString() == "model" ? DialogueRole.Assistant : DialogueRole.User, TextOf(content)) { Calls = calls });
        }

        return new Dialogue([.. (hasTools ? tools.EnumerateArray() : default).SelectMany(tool => tool.GetProperty("functionDeclarations").EnumerateArray()).Select(function => Dialogue.Tool(
            function.GetProperty("name"),
            function.TryGetProperty("parametersJsonSchema", out JsonElement schema) || function.TryGetProperty("parameters", out schema) ? schema : null))], turns);
    }

    /// <summary>Writes the calls of a reply as parts; the first one has the signature of the turn.</summary>
    public static void WriteCalls(Utf8JsonWriter json, IReadOnlyList<DialogueCall> calls)
    {
        for (int i = 0; i < calls.Count; i++)
        {
            json.WriteStartObject();
            json.WriteStartObject("functionCall"u8);
            json.WriteString("name"u8, calls[i].Name);
            json.WritePropertyName("args"u8);
            if (IsJson(calls[i].Arguments))
                json.WriteRawValue(calls[i].Arguments);
            else
                json.WriteStringValue(calls[i].Arguments);
            json.WriteEndObject();
            if (i == 0)
                json.WriteString("thoughtSignature"u8, SignatureOf(calls[i].Name));
            json.WriteEndObject();
        }
    }

    private static DialogueCall Call(JsonElement part, int place)
    {
        JsonElement call = part.GetProperty("functionCall");
        string name = call.GetProperty("name").GetString()!;
        if (place == 0 && (!part.TryGetProperty("thoughtSignature", out JsonElement signature) || (signature.GetString() != SignatureOf(name) && signature.GetString() != NotOwn)))
            throw new FormatException($"Function call is missing a thought_signature in functionCall parts. Function call `default_api:{name}`.");
        return new DialogueCall("", name, JsonSerializer.Serialize(call.GetProperty("args")));
    }

    // Stands for the signature of a call that another model made.
    private static string NotOwn { get; } = Convert.ToBase64String("skip_thought_signature_validator"u8);

    private static string SignatureOf(string name) => PageHash.Of(name).ToString("x16", CultureInfo.InvariantCulture);

    private static string TextOf(JsonElement content) =>
        string.Concat(content.GetProperty("parts").EnumerateArray().Select(part => part.TryGetProperty("text", out JsonElement text) ? text.GetString() : ""));

    private static string ResultOf(JsonElement response) =>
        response.TryGetProperty("result", out JsonElement result) && result.ValueKind is JsonValueKind.String ? result.GetString()! : response.GetRawText();

    private static bool IsJson(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
