using System.Buffers;
using System.Text;
using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Conversations;

/// <summary>A page as a search's result shows it to the assistant.</summary>
/// <param name="Page">The page's number.</param>
/// <param name="Label">The page's number as printed.</param>
/// <param name="Snippet">The passage that is shown.</param>
/// <param name="Score">The score, with four decimals.</param>
/// <param name="Source">The page's document; null if it is that of the conversation.</param>
public sealed record ShownPage(int Page, string Label, string Snippet, double Score, string? Source = null);

/// <summary>
/// The JSON that a search gives the assistant: [{"page":12,"label":"12","snippet":"…","score":7.31}, …], best page first, with
/// the source where it is another than the conversation's; or {"error":"…"} for a call that could not be run.
/// </summary>
public static class SearchResultJson
{
    // SQLite's scores have more digits than anybody needs, and fewer are the same on every processor.
    private const int Digits = 4;

    /// <summary>Writes the result of a search.</summary>
    /// <param name="hits">The pages found, best first.</param>
    /// <param name="source">The document of the conversation.</param>
    public static string Write(IReadOnlyList<PageHit> hits, string source)
    {
        ArgumentNullException.ThrowIfNull(hits);
        ArrayBufferWriter<byte> buffer = new(512);
        using (Utf8JsonWriter writer = new(buffer, JsonValue.Compact))
        {
            writer.WriteStartArray();
            foreach (PageHit hit in hits)
            {
                writer.WriteStartObject();
                writer.WriteNumber("page", hit.Page);
                writer.WriteString("label", hit.Label);
                if (hit.Source != source)
                    writer.WriteString("source", hit.Source);
                writer.WriteString("snippet", hit.Snippet);
                writer.WriteNumber("score", Math.Round(hit.Score, Digits));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes why a call could not be run.</summary>
    public static string WriteError(string message) => JsonValue.ToJson(JsonValue.Object(("error", message)));

    /// <summary>Reads the pages of a result; null if it is an error, or something else than the result of a search.</summary>
    public static IReadOnlyList<ShownPage>? Read(string? result)
    {
        if (string.IsNullOrWhiteSpace(result))
            return null;

        object? value;
        try
        {
            value = JsonValue.Parse(result);
        }
        catch (JsonException)
        {
            return null;
        }

        if (value is not IReadOnlyList<object?> items)
            return null;

        List<ShownPage> pages = new(items.Count);
        foreach (object? item in items)
        {
            if (item is not IReadOnlyDictionary<string, object?> members || members.GetValueOrDefault("page") is not long page || page != (int)page)
                return null;

            pages.Add(new ShownPage(
                (int)page,
                members.GetValueOrDefault("label") as string ?? Documents.PageLabel.Of((int)page),
                members.GetValueOrDefault("snippet") as string ?? "",
                members.GetValueOrDefault("score") is { } score and (long or decimal or double) ? Convert.ToDouble(score, System.Globalization.CultureInfo.InvariantCulture) : 0,
                members.GetValueOrDefault("source") as string));
        }

        return pages;
    }
}
