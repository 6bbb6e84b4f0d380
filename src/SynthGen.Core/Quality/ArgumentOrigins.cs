using SynthGen.Json;
using SynthGen.Quality.Words;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Quality;

/// <summary>
/// Determines where the values of a row's arguments can come from. An argument may paraphrase the query, but specific words
/// must come from the query: names, and words with figures (dates, sums, citations). Names are words that the page always
/// capitalizes, within sentences or, if few pages have them, at their beginning. Rare words of the page that the query lacks
/// count too if they make up half of an argument, and so do any two words of the page in an argument that has nothing of the
/// query: a person who paraphrases keeps a word, or finds one that neither has.
/// </summary>
/// <param name="isRare">Whether only few pages of the document have a word.</param>
internal sealed class ArgumentOrigins(Func<string, bool> isRare)
{
    private const double MostRare = .5;
    private const int MostKnown = 2;

    /// <summary>Returns the values of all calls of a row.</summary>
    public IReadOnlyList<ArgumentValue> Of(SyntheticQuery row, IndexedPage page)
    {
        QueryWords query = new(row.Query);
        return [.. row.Tools.SelectMany(call => Of(call, row.AvailableTools, query, page.Words))];
    }

    /// <summary>Returns the values of a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="tools">The tools offered, beside those that are built in.</param>
    /// <param name="known">The words that whoever calls knows.</param>
    /// <param name="page">The words of a page that must not be known.</param>
    public IReadOnlyList<ArgumentValue> Of(ToolCall call, IReadOnlyList<ToolDefinition> tools, IKnownWords known, PageWords page)
    {
        List<ArgumentValue> values = [];
        ToolDefinition? definition = tools.Concat(BuiltInTools.All).FirstOrDefault(tool => tool.Name == call.Name);
        Add(values, call.Name, "", call.Arguments, definition?.Parameters, known, page);
        return values;
    }

    private void Add(
        List<ArgumentValue> values, string tool, string path, object? value, IReadOnlyDictionary<string, object?>? schema, IKnownWords query, PageWords page)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, object?> members:
                foreach ((string name, object? member) in members)
                    Add(values, tool, path.Length > 0 ? $"{path}.{name}" : name, member, Child(Child(schema, "properties"), name), query, page);
                break;
            case string or null or bool:
                values.Add(Judge(tool, path, value, schema, query, page));
                break;
            case System.Collections.IEnumerable items:
                int index = 0;
                foreach (object? item in items)
                    Add(values, tool, $"{path}[{index++}]", item, Child(schema, "items"), query, page);
                break;
            default:
                values.Add(Judge(tool, path, value, schema, query, page));
                break;
        }
    }

    private ArgumentValue Judge(string tool, string path, object? value, IReadOnlyDictionary<string, object?>? schema, IKnownWords query, PageWords page)
    {
        if (value is null or bool || IsOffered(value, schema))
            return new ArgumentValue(tool, path, value, ArgumentOrigin.Default);

        List<ContentWord> words = ContentWords.Of(value as string ?? JsonValue.ToJson(value));
        List<ContentWord> foreign = [.. words.Where(word => !query.Has(word))];
        HashSet<string> spelled = foreign.Count > 0 ? query.SpelledOut(words) : [];
        foreign.RemoveAll(word => spelled.Contains(word.Stem));

        ContentWord[] found = [.. foreign.Where(word => page.Contains(word.Stem) &&
            (word.IsFigure || page.IsName(word.Stem) || (page.IsCapitalized(word.Stem) && isRare(word.Text))))];
        if (found.Length > 0)
            return Tag(ArgumentOrigin.FromPage, found);
        if (foreign.Count == words.Count && !words.Any(query.HasRelated) && TellsOfPage(words, page))
            return Tag(ArgumentOrigin.FromPage, [.. words.Where(word => page.Contains(word.Stem))]);
        ContentWord[] unknown = [.. foreign.Where(word => word.IsFigure)];
        if (unknown.Length > 0)
            return Tag(ArgumentOrigin.Unknown, unknown);
        ContentWord[] rare = [.. foreign.Where(word => page.Contains(word.Stem) && isRare(word.Text))];
        return rare.Length > 0 && rare.Length >= MostRare * words.Count
            ? Tag(ArgumentOrigin.FromPage, rare)
            : new ArgumentValue(tool, path, value, ArgumentOrigin.FromQuery);

        ArgumentValue Tag(ArgumentOrigin origin, ContentWord[] because) =>
            new(tool, path, value, origin) { Foreign = [.. because.Select(word => word.Text).Distinct(StringComparer.Ordinal)] };
    }

    // Words that every page may have count only if the argument has no others. A character without spaces around it is half a word.
    private static bool TellsOfPage(List<ContentWord> words, PageWords page)
    {
        ContentWord[] distinct = [.. words.DistinctBy(word => word.Stem)];
        ContentWord[] known = [.. distinct.Where(word => page.Contains(word.Stem))];
        return Weigh(known.Where(word => !WordLists.Weak.Contains(word.Text))) >= MostKnown || (known.Length == distinct.Length && Weigh(known) >= MostKnown);

        static double Weigh(IEnumerable<ContentWord> words) => words.Sum(word => word.Stem.Length == 1 && LetterFold.IsUnspaced(word.Stem[0]) ? .5 : 1);
    }

    private static bool IsOffered(object value, IReadOnlyDictionary<string, object?>? schema) =>
        schema is not null &&
        (value.Equals(schema.GetValueOrDefault("default")) || value.Equals(schema.GetValueOrDefault("const")) ||
        (schema.GetValueOrDefault("enum") is IEnumerable<object?> values && values.Contains(value)));

    private static IReadOnlyDictionary<string, object?>? Child(IReadOnlyDictionary<string, object?>? schema, string name) =>
        schema?.GetValueOrDefault(name) as IReadOnlyDictionary<string, object?>;
}
