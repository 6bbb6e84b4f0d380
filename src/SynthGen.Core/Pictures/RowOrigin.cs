namespace SynthGen.Pictures;

/// <summary>The origin of rows.</summary>
/// <param name="Backend">The backend.</param>
/// <param name="Model">The model.</param>
/// <param name="PromptVersion">The hash of the prompt; null if there is none.</param>
internal readonly record struct RowOrigin(string Backend, string Model, string? PromptVersion)
{
    /// <summary>The seed; null if none was given.</summary>
    public int? Seed { get; init; }

    /// <summary>Whether the rows are conversations.</summary>
    public bool IsConversation { get; init; }
}
