using SynthGen.Text;

namespace SynthGen.Conversations.Difficulty;

/// <summary>Other wordings of a query that need no model: what a person tries who knows only the query.</summary>
internal static class QueryWordings
{
    /// <summary>
    /// Returns the wordings that differ from the query and from each other: its words without function words; its names and figures;
    /// its other words.
    /// </summary>
    public static IReadOnlyList<string> Of(string query)
    {
        List<ContentWord> words = ContentWords.Of(query);
        string first = words.Count > 0 && query.TrimStart().StartsWith(words[0].Text, StringComparison.Ordinal) ? words[0].Text : "";
        ContentWord[] names = [.. words.Where((word, i) => word.IsFigure || (char.IsUpper(word.Text[0]) && (i > 0 || word.Text != first)))];
        return [.. new[] { Join(words), Join(names), Join(words.Except(names)) }
            .Where(wording => wording.Length > 0 && wording != query).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static string Join(IEnumerable<ContentWord> words) => string.Join(' ', words.Select(word => word.Text).Distinct(StringComparer.OrdinalIgnoreCase));
}
