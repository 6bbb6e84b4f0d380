using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Adapters.Schemas;

/// <summary>Checks what the meta-schema cannot: names, references and patterns.</summary>
internal static class SchemaRules
{
    private static readonly string[] SameValue = ["allOf", "anyOf", "oneOf", "not"];

    /// <summary>Finds the schema's errors.</summary>
    /// <param name="root">The schema, whose form has been checked.</param>
    /// <param name="keywords">The known keywords.</param>
    public static IEnumerable<SchemaProblem> Check(SchemaNode root, IReadOnlyCollection<string> keywords)
    {
        List<SchemaProblem> problems = [.. root.Index.Values.SelectMany(node => CheckAlone(node, node == root, keywords))];
        CheckRequired(root, [], open: false, problems);
        HashSet<SchemaNode> done = [];
        foreach (SchemaNode node in root.Index.Values)
            CheckEnds(node, [], done, problems);

        return problems;
    }

    private static IEnumerable<SchemaProblem> CheckAlone(SchemaNode node, bool isRoot, IReadOnlyCollection<string> keywords)
    {
        foreach ((string keyword, object? value) in node.Map)
        {
            string path = JsonPath.Member(node.Path, keyword);
            if (!keywords.Contains(keyword) &&
                keywords.FirstOrDefault(known => known.Equals(keyword, StringComparison.OrdinalIgnoreCase)) is { } meant)
            {
                yield return new SchemaProblem(path, $"is written '{meant}' in JSON Schema");
            }
            else if (keyword == "$id" && !isRoot)
            {
                yield return new SchemaProblem(path, "is supported at the top of the schema only");
            }
            else if (keyword == "$ref" && node.Target is null)
            {
                yield return new SchemaProblem(path, $"points to '{value}', where there is no schema");
            }
            else if (keyword == "pattern" && PatternProblem((string)value!) is { } problem)
            {
                yield return new SchemaProblem(path, problem);
            }
            else if (keyword is "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf" &&
                value is not bool && !ArgumentToken.TryDecimal(value!, out _))
            {
                yield return new SchemaProblem(path, "is a number out of range: 28 digits are supported");
            }
            else if (value is true && keyword.StartsWith("exclusive", StringComparison.Ordinal) && !node.Map.ContainsKey(Bounded(keyword)))
            {
                yield return new SchemaProblem(path, $"is true without a '{Bounded(keyword)}' beside it");
            }
        }

        foreach ((string keyword, string name, SchemaNode child) in node.Children)
        {
            if (keyword == "patternProperties" && PatternProblem(name) is { } problem)
                yield return new SchemaProblem(child.Path, $"has a name that {problem}");
        }
    }

    // A required name must be declared here or in a schema around it (anyOf over 'required'), unless other names are allowed.
    private static void CheckRequired(SchemaNode node, HashSet<string> around, bool open, List<SchemaProblem> problems)
    {
        HashSet<string> declared = [.. around, .. node.Children.Where(child => child.Keyword == "properties").Select(child => child.Name)];
        open |= node.Map.ContainsKey("$ref") || node.Map.ContainsKey("patternProperties") ||
            node["additionalProperties"] is not (null or false) ||
            node.Children.Any(child => child.Keyword is "allOf" or "anyOf" or "oneOf");
        if (!open && node["required"] is IReadOnlyList<object?> required)
        {
            for (int i = 0; i < required.Count; i++)
            {
                if (!declared.Contains((string)required[i]!))
                    problems.Add(new SchemaProblem(JsonPath.Item($"{node.Path}.required", i), $"names '{required[i]}', which is not in 'properties'"));
            }
        }

        foreach ((string keyword, _, SchemaNode child) in node.Children)
        {
            bool same = SameValue.Contains(keyword);
            CheckRequired(child, same ? declared : [], same && open, problems);
        }
    }

    // A schema that refers to itself at the same place of the value would be evaluated for ever.
    private static void CheckEnds(SchemaNode node, List<SchemaNode> way, HashSet<SchemaNode> done, List<SchemaProblem> problems)
    {
        if (way.Contains(node))
            problems.Add(new SchemaProblem(node.Path, "refers to itself without end"));
        else if (done.Add(node))
        {
            way.Add(node);
            IEnumerable<SchemaNode> next = node.Children.Where(child => SameValue.Contains(child.Keyword)).Select(child => child.Node);
            foreach (SchemaNode same in node.Target is { } target ? next.Append(target) : next)
                CheckEnds(same, way, done, problems);
            way.RemoveAt(way.Count - 1);
        }
    }

    private static string Bounded(string keyword) => keyword == "exclusiveMinimum" ? "minimum" : "maximum";

    // Returns a predicate; null if the pattern is sound.
    private static string? PatternProblem(string pattern)
    {
        try
        {
            _ = EcmaPattern.Compile(pattern);
            return null;
        }
        catch (ArgumentException)
        {
            return "is not a valid regular expression";
        }
        catch (NotSupportedException error)
        {
            return error.Message;
        }
    }
}
