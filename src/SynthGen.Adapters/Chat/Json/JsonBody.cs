using System.Text;
using System.Text.Json;

namespace SynthGen.Adapters.Chat.Json;

/// <summary>
/// Finds the JSON in the body of a response: one document, whatever stands before it (a byte order mark, blanks, the comment
/// lines that gateways keep a connection alive with), or the documents of an event stream that nobody asked for.
/// </summary>
internal static class JsonBody
{
    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    /// <summary>Reads a body.</summary>
    /// <returns>One document or, of an event stream, one for each event.</returns>
    /// <exception cref="JsonException">There is no JSON, or it breaks off.</exception>
    public static IReadOnlyList<JsonElement> Parse(byte[] body)
    {
        ReadOnlyMemory<byte> rest = body.AsSpan().StartsWith(Mark) ? body.AsMemory(Mark.Length) : body;
        while (rest.Length > 0)
        {
            rest = rest.TrimStart(" \t\r\n"u8);
            if (rest.Span.StartsWith("data:"u8) || rest.Span.StartsWith("event:"u8) || rest.Span.StartsWith("id:"u8) || rest.Span.StartsWith("retry:"u8))
                return Events(Encoding.UTF8.GetString(rest.Span));
            if (!rest.Span.StartsWith(":"u8))
                break;
            int end = rest.Span.IndexOf((byte)'\n');
            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return [Document(rest)];
    }

    private static List<JsonElement> Events(string stream)
    {
        List<JsonElement> events = [];
        StringBuilder data = new();
        foreach (ReadOnlySpan<char> line in stream.AsSpan().EnumerateLines())
        {
            if (!line.StartsWith("data:"))
                continue;
            ReadOnlySpan<char> piece = line["data:".Length..].Trim();
            if (piece is "[DONE]")
                continue;

            // An event's lines belong together; most have one, and some servers forget the blank line after it.
            data.Append(piece).Append('\n');
            if (piece is not [.., '}' or ']'] || TryDocument(data.ToString()) is not { } document)
                continue;
            events.Add(document);
            data.Clear();
        }

        if (data.Length > 0 || events.Count == 0)
            throw new JsonException("The event stream broke off.");
        return events;
    }

    private static JsonElement? TryDocument(string text)
    {
        try
        {
            return Document(Encoding.UTF8.GetBytes(text));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement Document(ReadOnlyMemory<byte> json)
    {
        Utf8JsonReader reader = new(json.Span);
        return JsonElement.ParseValue(ref reader);
    }
}
