using System.Text.Json;
using SynthGen.Json;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats;

/// <summary>Tells a line's format from its keys.</summary>
internal static class FormatGuess
{
    /// <summary>The format; null if the line is no object of any.</summary>
    public static DatasetFormat? Of(ReadOnlyMemory<byte> line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, JsonLine.Options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Of(document.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DatasetFormat? Of(JsonElement row)
    {
        if (Has(row, "messages"))
            return OfMessages(row.GetProperty("messages"));
        if (Has(row, "contents"))
            return DatasetFormat.Gemini;
        if (Has(row, "conversations"))
            return Has(row, "tools") ? DatasetFormat.LlamaFactory : DatasetFormat.Hermes;
        if (Has(row, "query"))
            return Has(row, "answers") ? DatasetFormat.Xlam : DatasetFormat.Canonical;
        return Has(row, "instruction") && Has(row, "output") ? DatasetFormat.Alpaca : null;
    }

    // The chat formats differ in their calls alone: TRL's arguments are an object, Axolotl's calls have no ids, Mistral's ids are nine long.
    private static DatasetFormat OfMessages(JsonElement messages)
    {
        foreach (JsonElement message in JsonElementReader.Items(messages))
        {
            if (!JsonElementReader.TryGet(message, "tool_calls", out JsonElement calls))
                continue;

            foreach (JsonElement call in JsonElementReader.Items(calls))
            {
                if (!JsonElementReader.TryGet(call, "function", out JsonElement function) || !JsonElementReader.TryGet(function, "arguments", out JsonElement arguments))
                    continue;
                if (arguments.ValueKind == JsonValueKind.Object)
                    return DatasetFormat.Trl;
                if (!JsonElementReader.TryGet(call, "id", out JsonElement id) || id.ValueKind != JsonValueKind.String)
                    return DatasetFormat.Axolotl;
                return MistralCallIds.IsValid(id.GetString()!) ? DatasetFormat.Mistral : DatasetFormat.OpenAI;
            }
        }

        return DatasetFormat.OpenAI;
    }

    private static bool Has(JsonElement row, string key) => row.TryGetProperty(key, out _);
}
