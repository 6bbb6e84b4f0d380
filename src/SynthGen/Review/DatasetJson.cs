using System.Text.Json;
using SynthGen.Datasets.Review;

namespace SynthGen.Review;

/// <summary>Writes the dataset as a whole, and its rows in short, for the page.</summary>
internal static class DatasetJson
{
    /// <summary>Writes the dataset's name and facets.</summary>
    public static void Write(Utf8JsonWriter json, ReviewSession session)
    {
        json.WriteString("name", Path.GetFileName(session.Path));
        json.WriteString("reviewer", session.Reviewer);
        json.WriteNumber("rows", session.Count);
        json.WriteBoolean("canCheck", true);
        json.WriteBoolean("hasPages", session.Inspector.HasPages);
        json.WriteStartObject("facets");
        foreach (RowFacet facet in session.Facets)
            WriteCounts(json, facet.Name, facet.Counts);
        WriteCounts(json, RowFilter.Decision, session.Decisions);
        json.WriteEndObject();
    }

    /// <summary>Writes rows.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="total">The number of all rows that were found.</param>
    /// <param name="offset">The place of the first one among them.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="around">A row that was asked for, and its place among those that were found; null without one.</param>
    public static void WriteRows(Utf8JsonWriter json, int total, int offset, IEnumerable<ReviewedRow> rows, (int Row, int? Place)? around)
    {
        json.WriteNumber("total", total);
        json.WriteNumber("offset", offset);
        if (around is { } asked)
            WriteNumber(json, "at", asked.Place);
        json.WriteStartArray("rows");
        foreach (ReviewedRow row in rows)
        {
            json.WriteStartObject();
            WriteSummary(json, row);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes what a list shows of a row.</summary>
    public static void WriteSummary(Utf8JsonWriter json, ReviewedRow row)
    {
        json.WriteNumber("row", row.Place);
        json.WriteString("id", row.Original.Id);
        json.WriteString("query", row.Query);
        json.WriteString("kind", row.Kind);
        json.WriteString("tool", row.Tool);
        WriteNumber(json, "page", row.Page?.Number);
        json.WriteString("label", row.Page?.Label);
        json.WriteString("contrast", row.Contrast?.ToString());
        json.WritePropertyName("passed");
        if (row.Row.Verdict is { } verdict)
            json.WriteBooleanValue(verdict.Passed);
        else
            json.WriteNullValue();
        json.WriteString("difficulty", row.Difficulty?.ToString());
        json.WriteString("decision", row.Status.ToString());
    }

    /// <summary>Writes the decision about a row.</summary>
    public static void WriteDecision(Utf8JsonWriter json, int row, ReviewStatus decision)
    {
        json.WriteNumber("row", row);
        json.WriteString("decision", decision.ToString());
    }

    /// <summary>Writes the check of an edit.</summary>
    public static void WriteCheck(Utf8JsonWriter json, CheckedRow result)
    {
        VerdictJson.Write(json, result.Row?.Verdict);
        json.WriteString("error", result.Problem is { } problem ? $"It is not a row: {problem}." : null);
    }

    /// <summary>Writes a number, or null.</summary>
    public static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value)
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, IReadOnlyList<FacetCount> counts)
    {
        json.WriteStartArray(name);
        foreach (FacetCount count in counts)
        {
            json.WriteStartObject();
            json.WriteString("value", count.Value);
            json.WriteNumber("count", count.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
