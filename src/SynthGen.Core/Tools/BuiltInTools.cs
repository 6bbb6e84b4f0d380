using SynthGen.Json;

namespace SynthGen.Tools;

/// <summary>The two search tools that are built in.</summary>
public static class BuiltInTools
{
    /// <summary>Search for exact words: names, citations, quoted phrases, numbers.</summary>
    public static ToolDefinition FullTextSearch { get; } = new(
        "full_text_search",
        "Finds the pages that contain given words. Use it for what is known to the letter: a name, a citation, " +
        "a section, a date, an amount, a quoted phrase.",
        QueryParameter("The words to find, spelled correctly."));

    /// <summary>Search by meaning: concepts, paraphrases, questions in other words than the document's.</summary>
    public static ToolDefinition VectorSearch { get; } = new(
        "vector_search",
        "Finds the pages whose meaning is nearest to a description. Use it for a concept, an idea or a question " +
        "that the document may put in other words.",
        QueryParameter("What the pages sought are about, in a phrase or a sentence."));

    /// <summary>Both tools, lexical first.</summary>
    public static IReadOnlyList<ToolDefinition> All { get; } = new[] { FullTextSearch, VectorSearch };

    private static IReadOnlyDictionary<string, object?> QueryParameter(string description) => JsonValue.Object(
        ("type", "object"),
        ("properties", JsonValue.Object(
            ("query", JsonValue.Object(("type", "string"), ("description", description), ("minLength", 1L))))),
        ("required", new List<object?> { "query" }.AsReadOnly()),
        ("additionalProperties", false));
}
