using System.Globalization;
using System.Text;
using System.Text.Json;
using SynthGen.Datasets.Review;
using SynthGen.Json;
using SynthGen.Rows;
using SynthGen.Tools;

namespace SynthGen.Review;

/// <summary>Writes everything about a row for the page.</summary>
internal static class RowDetailJson
{
    /// <summary>Writes a row.</summary>
    public static void Write(Utf8JsonWriter json, ReviewedRow row, InspectedRow inspected)
    {
        DatasetJson.WriteSummary(json, row);
        json.WriteString("source", row.Row.Source);
        json.WriteString("line", LineOf(row.Row));
        if (row.IsEdited)
            json.WriteString("original", LineOf(row.Original));
        WriteMessages(json, row.Messages);
        json.WriteStartArray("calls");
        foreach (InspectedCall call in inspected.Calls)
            Write(json, call);
        json.WriteEndArray();
        WriteRanks(json, inspected);
        json.WriteStartArray("pages");
        foreach (InspectedPage page in inspected.Pages)
            Write(json, page);
        json.WriteEndArray();
        VerdictJson.Write(json, row.Row.Verdict);
        WriteProvenance(json, row.Row.Provenance);
        json.WriteString("pair", row.Row.PairId);
        json.WriteString("split", row.Row.Split?.ToString());
        json.WriteString("note", row.Note);
        json.WritePropertyName("decidedAt");
        if (row.Decision is { } decision)
            json.WriteStringValue(decision.Time.UtcDateTime);
        else
            json.WriteNullValue();
        json.WriteString("reviewer", row.Decision?.Reviewer);
    }

    private static string LineOf(DatasetRow row) => Encoding.UTF8.GetString(CanonicalLine.Of(row));

    private static void WriteMessages(Utf8JsonWriter json, IEnumerable<ConversationMessage> messages)
    {
        json.WriteStartArray("messages");
        foreach (ConversationMessage message in messages)
        {
            json.WriteStartObject();
            json.WriteString("role", message.Role.ToString().ToLowerInvariant());
            json.WriteString("text", message.Text);
            json.WriteStartArray("calls");
            foreach (ConversationCall call in message.Calls)
            {
                json.WriteStartObject();
                json.WriteString("id", call.Id);
                json.WriteString("name", call.Name);
                json.WritePropertyName("arguments");
                JsonValue.Write(json, call.Arguments);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("answers", message.CallId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, InspectedCall call)
    {
        json.WriteStartObject();
        json.WriteString("tool", call.Call.Name);
        json.WritePropertyName("arguments");
        JsonValue.Write(json, call.Call.Arguments);
        DatasetJson.WriteNumber(json, "rank", call.Rank);
        json.WriteString("error", call.Error);
        json.WriteStartArray("hits");
        foreach (PageHit hit in call.Hits)
        {
            json.WriteStartObject();
            json.WriteNumber("page", hit.Page);
            json.WriteString("label", hit.Label == hit.Page.ToString(CultureInfo.InvariantCulture) ? null : hit.Label);
            json.WriteString("source", hit.Source);
            json.WriteNumber("score", double.IsFinite(hit.Score) ? hit.Score : 0);
            json.WriteString("snippet", hit.Snippet);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Of a row whose calls were run; the page shows both tools side by side.
    private static void WriteRanks(Utf8JsonWriter json, InspectedRow inspected)
    {
        json.WriteStartArray("ranks");
        if (inspected.IsRanked)
        {
            Write(BuiltInTools.FullTextSearch.Name, inspected.Lexical);
            Write(BuiltInTools.VectorSearch.Name, inspected.Vector);
        }

        json.WriteEndArray();

        void Write(string tool, int? rank)
        {
            json.WriteStartObject();
            json.WriteString("tool", tool);
            DatasetJson.WriteNumber(json, "rank", rank);
            json.WriteEndObject();
        }
    }

    private static void Write(Utf8JsonWriter json, InspectedPage page)
    {
        json.WriteStartObject();
        json.WriteNumber("page", page.Key.Number);
        json.WriteString("label", page.Key.Label);
        json.WriteString("source", page.Key.Source);
        json.WriteString("text", page.Text);
        WriteSpans(json, "evidence", page.Evidence);
        WriteSpans(json, "hits", page.Words);
        json.WriteEndObject();
    }

    private static void WriteSpans(Utf8JsonWriter json, string name, IReadOnlyList<TextSpan> spans)
    {
        json.WriteStartArray(name);
        foreach (TextSpan span in spans)
        {
            json.WriteStartObject();
            json.WriteNumber("start", span.Start);
            json.WriteNumber("length", span.Length);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteProvenance(Utf8JsonWriter json, Provenance? provenance)
    {
        if (provenance is null)
        {
            json.WriteNull("provenance");
            return;
        }

        json.WriteStartObject("provenance");
        foreach ((string name, object? value) in Members(provenance))
        {
            if (value is null)
                continue;
            json.WritePropertyName(name);
            JsonValue.Write(json, value);
        }

        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, object? Value)> Members(Provenance provenance) =>
    [
        ("backend", provenance.Backend), ("model", provenance.Model), ("kind", provenance.Kind), ("asker", provenance.Asker), ("length", provenance.Length),
        ("difficulty", provenance.Difficulty), ("userBackend", provenance.UserBackend), ("userModel", provenance.UserModel), ("seed", provenance.Seed),
        ("promptVersion", provenance.PromptVersion), ("inputTokens", provenance.InputTokens), ("outputTokens", provenance.OutputTokens),
        ("shownCharacters", provenance.ShownCharacters), ("resultCount", provenance.ResultCount), ("snippetLength", provenance.SnippetLength),
        ("isSimulated", provenance.IsSimulated ? true : null),
    ];
}
