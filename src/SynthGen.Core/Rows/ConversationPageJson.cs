using System.Text.Json;
using SynthGen.Documents;
using static SynthGen.Rows.CanonicalKeys;
using static SynthGen.Rows.Utf8JsonReaderChecks;

namespace SynthGen.Rows;

/// <summary>Writes and reads the pages in a conversation's line.</summary>
internal static class ConversationPageJson
{
    /// <summary>Writes the member that holds the pages, if there are any.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<ConversationPage> pages)
    {
        if (pages.Count == 0)
            return;

        json.WriteStartArray(Pages);
        foreach (ConversationPage page in pages)
        {
            json.WriteStartObject();
            json.WriteNumber(Page, page.Page);
            CanonicalWriter.WritePlace(json, page.GetPageKey(""));
            WriteText(json, Source, page.Source);
            EvidenceJson.Write(json, page.Evidence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads the list at the reader's position.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="shared">The texts that lines share.</param>
    /// <param name="unknown">The keys that the format does not define.</param>
    /// <exception cref="FormatException">They are not pages.</exception>
    public static ConversationPage[] Read(ref Utf8JsonReader reader, SharedTexts shared, UnknownKeys unknown)
    {
        List<ConversationPage> pages = new(1);
        Expect(ref reader, JsonTokenType.StartArray, "'pages'");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            pages.Add(ReadPage(ref reader, shared, unknown));
        return [.. pages];
    }

    private static ConversationPage ReadPage(ref Utf8JsonReader reader, SharedTexts shared, UnknownKeys unknown)
    {
        int? page = null, ordinal = null;
        string? label = null, source = null;
        Evidence? evidence = null;
        Expect(ref reader, JsonTokenType.StartObject, "a page in 'pages'");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (Is(ref reader, "page"u8))
                page = Whole(ref reader, "pages[].page");
            else if (Is(ref reader, "label"u8))
                label = shared.ReadOrNull(ref reader, "pages[].label");
            else if (Is(ref reader, "ordinal"u8))
                ordinal = WholeOrNull(ref reader, "pages[].ordinal");
            else if (Is(ref reader, "source"u8))
                source = shared.ReadOrNull(ref reader, "pages[].source");
            else if (Is(ref reader, "evidence"u8))
                evidence = EvidenceJson.Read(ref reader, "pages[].evidence", unknown);
            else
                unknown.PassOver(ref reader, "pages[].");
        }

        return new ConversationPage(page ?? throw Missing("pages[].page")) { Label = label!, Ordinal = ordinal ?? page.Value, Source = source, Evidence = evidence };
    }
}
