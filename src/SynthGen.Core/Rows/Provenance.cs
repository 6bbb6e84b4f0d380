namespace SynthGen;

/// <summary>How a row came to be; nothing in it depends on time or order.</summary>
/// <param name="Backend">The backend's name: Template, Gemini, OpenAI, …</param>
/// <param name="Model">The model, as the server named it, or the offline generator's version.</param>
/// <param name="PromptVersion">A hash of the prompt; null where there is none.</param>
/// <param name="Seed">The seed of the run; null where none was given.</param>
/// <param name="InputTokens">Tokens that the page's request took; null if unknown.</param>
/// <param name="OutputTokens">Tokens that the page's reply took; null if unknown.</param>
/// <param name="ShownCharacters">How much of a page that was too long the model was shown, from its beginning; null for all of it.</param>
public sealed record Provenance(
    string Backend,
    string Model,
    string? PromptVersion = null,
    int? Seed = null,
    int? InputTokens = null,
    int? OutputTokens = null,
    int? ShownCharacters = null);
