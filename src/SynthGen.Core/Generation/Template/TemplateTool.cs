using SynthGen.Json;

namespace SynthGen.Generation.Template;

/// <summary>The way in which a tool searches.</summary>
public enum TemplateToolRole
{
    /// <summary>By words of the document.</summary>
    Exact,

    /// <summary>By meaning.</summary>
    Meaning,

    /// <summary>By either, judged by its name and description.</summary>
    Any,
}

/// <summary>A tool that the template generator can call because it takes a single text.</summary>
public sealed class TemplateTool
{
    private static readonly string[] QueryWords = ["query", "term", "text", "question", "search", "phrase", "keyword", "prompt"];
    private static readonly string[] ExactWords = ["full_text", "full-text", "fulltext", "full text", "keyword", "exact", "lexical", "literal", "bm25", "grep", "phrase"];
    private static readonly string[] MeaningWords = ["vector", "semantic", "embedding", "meaning", "concept", "similar", "dense"];

    private TemplateTool(ToolDefinition definition, string parameter, TemplateToolRole role)
    {
        Definition = definition;
        Parameter = parameter;
        Role = role;
    }

    /// <summary>The tool.</summary>
    public ToolDefinition Definition { get; }

    /// <summary>The parameter that takes the text.</summary>
    public string Parameter { get; }

    /// <summary>The way in which the tool searches.</summary>
    public TemplateToolRole Role { get; }

    /// <summary>
    /// Accepts a tool with exactly one string parameter that names a query, term, text or question, and without other required
    /// parameters; otherwise returns null.
    /// </summary>
    public static TemplateTool? From(ToolDefinition definition)
    {
        if (definition.Parameters.GetValueOrDefault("properties") is not IReadOnlyDictionary<string, object?> properties)
            return null;

        string[] texts = [.. properties
            .Where(property => IsString(property.Value) && (property.Key.Equals("q", StringComparison.OrdinalIgnoreCase) || Names(property.Key, QueryWords)))
            .Select(property => property.Key)];
        IEnumerable<object?> required = definition.Parameters.GetValueOrDefault("required") as IEnumerable<object?> ?? [];
        if (texts.Length != 1 || required.Any(name => !texts[0].Equals(name)))
            return null;

        bool exact = Names(definition.Name, ExactWords), meaning = Names(definition.Name, MeaningWords);
        if (exact == meaning)
            (exact, meaning) = (Names(definition.Description, ExactWords), Names(definition.Description, MeaningWords));
        TemplateToolRole role = exact == meaning ? TemplateToolRole.Any : exact ? TemplateToolRole.Exact : TemplateToolRole.Meaning;
        return new TemplateTool(definition, texts[0], role);
    }

    /// <summary>Creates a call of the tool.</summary>
    public ToolCall Call(string text) => new(Definition.Name, JsonValue.Object((Parameter, text)));

    private static bool IsString(object? schema) =>
        schema is IReadOnlyDictionary<string, object?> map && map.GetValueOrDefault("type") is "string";

    private static bool Names(string text, string[] words) =>
        words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
