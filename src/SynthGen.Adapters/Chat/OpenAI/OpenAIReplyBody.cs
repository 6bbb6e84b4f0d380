using System.Text.Json;
using SynthGen.Quality;

namespace SynthGen.Adapters.Chat.OpenAI;

/// <summary>
/// Finds what the SDK cannot read in the body of a chat completion: no choices, an error with a status of success, and a
/// finish_reason that it does not know (it throws) or that is missing (it reads "stop").
/// </summary>
internal readonly record struct OpenAIReplyBody
{
    private static readonly byte[] Stop = "\"stop\""u8.ToArray();

    private static readonly HashSet<string> Known =
        new(StringComparer.OrdinalIgnoreCase) { "stop", "length", "content_filter", "tool_calls", "function_call" };

    /// <summary>Whether there is a choice to read.</summary>
    public bool HasChoice { get; private init; }

    /// <summary>The finish reason in the server's word; null if it is missing.</summary>
    public string? FinishReason { get; private init; }

    private Range? Foreign { get; init; }

    /// <summary>Inspects a body.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static OpenAIReplyBody Read(ReadOnlySpan<byte> body)
    {
        Utf8JsonReader reader = new(body);
        OpenAIReplyBody found = default;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return found;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool choices = reader.ValueTextEquals("choices"u8);
            reader.Read();
            if (choices && reader.TokenType == JsonTokenType.StartArray)
                found = ReadChoices(ref reader);
            else
                reader.Skip();
        }

        return found;
    }

    /// <summary>The body in a form that the SDK can read; unchanged if it already can.</summary>
    public byte[] Readable(byte[] body)
    {
        if (Foreign is not { } range)
            return body;
        (int start, int length) = range.GetOffsetAndLength(body.Length);
        return [.. body.AsSpan(0, start), .. Stop, .. body.AsSpan(start + length)];
    }

    private static OpenAIReplyBody ReadChoices(ref Utf8JsonReader reader)
    {
        OpenAIReplyBody found = default;
        for (int index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (index == 0 && reader.TokenType == JsonTokenType.StartObject)
                found = ReadChoice(ref reader);
            else
                reader.Skip();
        }

        return found;
    }

    private static OpenAIReplyBody ReadChoice(ref Utf8JsonReader reader)
    {
        bool message = false;
        OpenAIReplyBody found = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool body = reader.ValueTextEquals("message"u8);
            bool finish = reader.ValueTextEquals("finish_reason"u8);
            reader.Read();
            message |= body && reader.TokenType == JsonTokenType.StartObject;
            int start = (int)reader.TokenStartIndex;
            string? word = finish && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            reader.Skip();
            if (finish)
                found = new OpenAIReplyBody { FinishReason = word, Foreign = word is not null && Known.Contains(word) ? null : start..(int)reader.BytesConsumed };
        }

        return found with { HasChoice = message };
    }
}
