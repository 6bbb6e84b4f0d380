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
    /// <summary>The kind of question that was asked for; null if unknown.</summary>
    public string? Kind { get; init; }

    /// <summary>Backend and model.</summary>
    public override string ToString() => PrintableText.Line($"{Backend} {Model}");
}
