using SynthGen.Models;
using SynthGen.Models.Spending;

namespace SynthGen.Evaluation;

/// <summary>How a model is asked.</summary>
/// <param name="Backend">The backend's name.</param>
/// <param name="Model">The model's name as it is asked for.</param>
/// <param name="Sampling">The sampling.</param>
public sealed record EvaluationOptions(string Backend, string Model, ChatSampling Sampling)
{
    /// <summary>Whether the tools are given in the prompt, for models without tool calling.</summary>
    public bool ToolsInPrompt { get; init; }

    /// <summary>The price of tokens; null if unknown.</summary>
    public Price? Price { get; init; }

    /// <summary>What else decides the replies, for the journal's keys.</summary>
    public IReadOnlyList<object?> Identity { get; init; } = [];
}
