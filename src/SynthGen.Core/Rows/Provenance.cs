using SynthGen.Text;

namespace SynthGen;

/// <summary>The origin of a row; it does not depend on time or order.</summary>
/// <param name="Backend">The backend's name: Template, Gemini, OpenAI, …</param>
/// <param name="Model">The model, as the server named it, or the offline generator's version.</param>
/// <param name="PromptVersion">A hash of the prompt; null where there is none.</param>
/// <param name="Seed">The seed of the run; null where none was given.</param>
/// <param name="InputTokens">Input tokens of the page's request; null if unknown.</param>
/// <param name="OutputTokens">Output tokens of the page's reply; null if unknown.</param>
/// <param name="ShownCharacters">
/// The number of characters, from the page's beginning, that the model saw of an overlong page; null for the whole page.
/// </param>
public sealed record Provenance(
    string Backend,
    string Model,
    string? PromptVersion = null,
    int? Seed = null,
    int? InputTokens = null,
    int? OutputTokens = null,
    int? ShownCharacters = null)
{
    /// <summary>The kind of question that was asked for: lookup, comparison, reason, …; null if none was.</summary>
    public string? Kind { get; init; }

    /// <summary>The people who were to ask, of those that the audience names; null if none were.</summary>
    public string? Asker { get; init; }

    /// <summary>The length of query that was asked for: keywords, short or long; null if none was.</summary>
    public string? Length { get; init; }

    /// <summary>How much of the page's wording the asker was to know: easy, medium or hard; null if it was left open.</summary>
    public string? Difficulty { get; init; }

    /// <summary>The backend that played the user of a conversation; null if nothing else than <see cref="Backend"/> did.</summary>
    public string? UserBackend { get; init; }

    /// <summary>The model that played the user of a conversation; null if nothing else than <see cref="Model"/> did.</summary>
    public string? UserModel { get; init; }

    /// <summary>The number of results that a search of a conversation gives at most; null without searches.</summary>
    public int? ResultCount { get; init; }

    /// <summary>The length of the results' snippets, in characters; null without searches.</summary>
    public int? SnippetLength { get; init; }

    /// <summary>Whether a model made up the results of tools that cannot be executed.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>Backend and model.</summary>
    public override string ToString() => PrintableText.Line($"{Backend} {Model}");
}
