using System.Globalization;
using SynthGen.Json;

namespace SynthGen.Generation.Grammar;

/// <summary>
/// Converts a JSON Schema to a grammar whose sentences are compact JSON that fits the schema. It supports objects with
/// properties, required ones and none beyond those declared, enum, const, strings with bounds, numbers and integers with
/// bounds, booleans, null, arrays with bounds, anyOf, and all of these nested.
/// </summary>
/// <remarks>
/// The grammar may allow less than the schema, never more: no more digits than readers keep, no characters in strings beyond
/// the Basic Multilingual Plane, and without a bound at most 400 characters in a string and 16 items in a list, so that every
/// sentence ends.
/// </remarks>
public sealed class SchemaGrammar
{
    // Tool arguments are never nested more deeply; the limit protects the stack.
    private const int Deepest = 64;

    // Applies where the schema sets no bound: a model that does not stop would fill its context.
    private const int LongestString = 400;
    private const int MostItems = 16;

    private const string Escape = """["\\/bfnrt]""";

    // Excludes quotation mark, backslash and control characters, and also surrogates and characters that need two, so
    // that lengths are the same in any unit.
    private const string Plain = """[^"\\\x00-\x1F\x7F\uD800-\uDFFF\U00010000-\U0010FFFF]""";

    private readonly GrammarText _text = new();

    private SchemaGrammar()
    {
    }

    /// <summary>Converts a schema.</summary>
    /// <param name="schema">The schema as JSON text.</param>
    /// <exception cref="SchemaNotSupportedException">The schema has an unsupported keyword; the message names it.</exception>
    /// <exception cref="System.Text.Json.JsonException">The schema is not JSON.</exception>
    public static JsonGrammar Of(string schema)
    {
        SchemaGrammar grammar = new();
        return grammar._text.ToGrammar(grammar.Value(JsonValue.Parse(schema), "", 0));
    }

    /// <returns>The name of a rule.</returns>
    private string Value(object? schema, string path, int depth)
    {
        SchemaKeywords keywords = SchemaKeywords.Of(schema, path);
        if (depth > Deepest)
            throw keywords.Refuse("properties", "is nested too deeply.");

        string body = keywords.Has("anyOf") ? AnyOf(keywords, depth)
            : keywords.Has("const") ? OneOf(keywords, "const", [keywords["const"]])
            : keywords.Has("enum") ? OneOf(keywords, "enum", keywords.List("enum"))
            : string.Join(" | ", OfTypes(keywords, depth));
        return _text.Rule(body);
    }

    private string AnyOf(SchemaKeywords keywords, int depth)
    {
        keywords.Allow("anyOf");
        IReadOnlyList<object?> ways = keywords.List("anyOf");
        return ways.Count == 0 ? throw keywords.Refuse("anyOf", "allows nothing.")
            : string.Join(" | ", ways.Select((way, index) => Value(way, keywords.At("anyOf", index.ToString(CultureInfo.InvariantCulture)), depth + 1)).Distinct());
    }

    private static string OneOf(SchemaKeywords keywords, string keyword, IReadOnlyList<object?> values)
    {
        keywords.Allow(keyword, "type");
        IReadOnlyList<string>? types = keywords.Types();
        string[] literals = [.. values.Where(value => types is null || types.Any(type => IsOf(value, type)))
            .Select(value => GrammarText.Literal(JsonValue.ToJson(value))).Distinct()];
        return literals.Length > 0 ? string.Join(" | ", literals) : throw keywords.Refuse(keyword, "allows nothing.");
    }

    private static bool IsOf(object? value, string type) => type switch
    {
        "null" => value is null,
        "boolean" => value is bool,
        "string" => value is string,
        "integer" => value is long or int,
        "number" => value is long or int or decimal or double or JsonNumber,
        "object" => value is IReadOnlyDictionary<string, object?>,
        _ => value is not string and not IReadOnlyDictionary<string, object?> and System.Collections.IEnumerable,
    };

    private IEnumerable<string> OfTypes(SchemaKeywords keywords, int depth)
    {
        IReadOnlyList<string> types = keywords.Types() ?? Guess(keywords);
        List<string> allowed = ["type"];
        foreach (string type in types)
        {
            allowed.AddRange(type switch
            {
                "string" => ["minLength", "maxLength"],
                "number" or "integer" => ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
                "array" => ["items", "minItems", "maxItems"],
                "object" => ["properties", "required", "additionalProperties"],
                "boolean" or "null" => (string[])[],
                _ => throw keywords.Refuse("type", $"'{type}' is not a type of JSON."),
            });
        }

        keywords.Allow([.. allowed]);
        return types.Count == 0 ? throw keywords.Refuse("type", "allows nothing.") : types.Select(type => _text.Rule(type switch
        {
            "string" => String(keywords),
            "integer" => Integer(keywords),
            "number" => Number(keywords),
            "boolean" => "\"true\" | \"false\"",
            "null" => "\"null\"",
            "array" => Array(keywords, depth),
            _ => Object(keywords, depth),
        }));
    }

    // Without a type, any value that the other keywords allow fits; scalars are sufficient.
    private static IReadOnlyList<string> Guess(SchemaKeywords keywords) =>
        keywords.Has("properties") ? ["object"] : keywords.Has("items") ? ["array"]
        : keywords.Has("minLength") || keywords.Has("maxLength") ? ["string"]
        : keywords.Has("minimum") || keywords.Has("maximum") ? ["number"]
        : ["string", "number", "boolean", "null"];

    private string String(SchemaKeywords keywords)
    {
        int least = keywords.Count("minLength", 0);
        if (least > GrammarText.MostRepetitions)
            throw keywords.Refuse("minLength", $"may be {GrammarText.MostRepetitions} at most.");
        int most = Math.Min(keywords.Count("maxLength", Math.Max(least, LongestString)), GrammarText.MostRepetitions);
        if (most < least)
            throw keywords.Refuse("maxLength", "is less than minLength.");

        string character = _text.Rule($"{Plain} | \"\\\\\" {Escape}");
        string characters = most == 0 ? "" : GrammarText.Repeat(character, least, most) + " ";
        return $"\"\\\"\" {characters}\"\\\"\"";
    }

    private static string Integer(SchemaKeywords keywords)
    {
        (decimal least, decimal greatest) = NumberBounds.Of(keywords);
        (long from, long to) = NumberBounds.Steps(least, greatest, keywords, 0);
        return from <= to ? NumberGrammar.Integers(from, to) : throw keywords.Refuse("minimum", "leaves no whole number below the maximum.");
    }

    private static string Number(SchemaKeywords keywords)
    {
        (decimal least, decimal greatest) = NumberBounds.Of(keywords);
        List<string> ways = [];
        (long from, long to) = NumberBounds.Steps(least, greatest, keywords, 0);
        if (from <= to)
            ways.Add(NumberGrammar.Integers(from, to));

        // Hundredths are fine enough unless the bounds are closer together.
        for (int decimals = 2; decimals <= NumberBounds.MostDecimals; decimals += 2)
        {
            (from, to) = NumberBounds.Steps(least, greatest, keywords, decimals);
            if (from > to)
                continue;
            ways.Add(NumberGrammar.Decimals(from, to, decimals));
            break;
        }

        return ways.Count > 0 ? string.Join(" | ", ways) : throw keywords.Refuse("minimum", "leaves too little below the maximum.");
    }

    private string Array(SchemaKeywords keywords, int depth)
    {
        int least = keywords.Count("minItems", 0);
        if (least > GrammarText.MostRepetitions)
            throw keywords.Refuse("minItems", $"may be {GrammarText.MostRepetitions} at most.");
        int most = Math.Min(keywords.Count("maxItems", Math.Max(least, MostItems)), GrammarText.MostRepetitions);
        if (most < least)
            throw keywords.Refuse("maxItems", "is less than minItems.");
        if (most == 0)
            return "\"[]\"";

        string item = keywords.Has("items") ? Value(keywords["items"], keywords.At("items"), depth + 1) : Value(JsonValue.Object(), keywords.Path, depth + 1);
        string next = _text.Rule($"\",\" \" \"? {item}");
        string rest = most == 1 ? "" : " " + GrammarText.Repeat(next, Math.Max(0, least - 1), most - 1);
        return least == 0 ? $"\"[\" ({item}{rest})? \"]\"" : $"\"[\" {item}{rest} \"]\"";
    }

    private string Object(SchemaKeywords keywords, int depth)
    {
        IReadOnlyDictionary<string, object?> properties = keywords["properties"] switch
        {
            null => JsonValue.Object(),
            IReadOnlyDictionary<string, object?> map => map,
            _ => throw keywords.Refuse("properties", "must be an object."),
        };
        HashSet<string> required = keywords.Has("required") ? [.. keywords.List("required").Select(name => name as string ?? throw keywords.Refuse("required", "must hold names."))] : [];
        if (required.FirstOrDefault(name => !properties.ContainsKey(name)) is { } unknown)
            throw keywords.Refuse("required", $"names '{unknown}', which is not a property.");

        // Built from the last property to the first, in two versions: after a property (with a comma) and without one before.
        string goesOn = "", begins = "";
        foreach ((string name, object? schema) in properties.Reverse())
        {
            string pair = $"{GrammarText.Literal(JsonValue.ToJson(name) + ":")} \" \"? {Value(schema, keywords.At("properties", name), depth + 1)}";
            string first = Join(pair, goesOn), later = Join("\",\" \" \"? " + pair, goesOn);
            bool isRequired = required.Contains(name);
            begins = _text.Rule(isRequired ? first : Either(first, begins));
            goesOn = _text.Rule(isRequired ? later : Either(later, goesOn));
        }

        return begins.Length == 0 ? "\"{}\"" : $"\"{{\" {begins} \"}}\"";

        static string Join(string head, string tail) => tail.Length == 0 ? head : $"{head} {tail}";
        static string Either(string one, string other) => other.Length == 0 ? $"({one})?" : $"{one} | {other}";
    }
}
