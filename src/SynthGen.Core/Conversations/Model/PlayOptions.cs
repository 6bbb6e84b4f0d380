using SynthGen.Models;

namespace SynthGen.Conversations.Model;

/// <summary>Options for conversations that models play.</summary>
/// <param name="Backend">The backend's name, for provenance.</param>
/// <param name="Tools">The tools that the assistant is offered.</param>
/// <param name="Sampling">The sampling of all parts.</param>
public sealed record PlayOptions(string Backend, IReadOnlyList<ToolDefinition> Tools, ChatSampling Sampling)
{
    /// <summary>The maximum number of pages in a result, from 1.</summary>
    public int ResultCount { get; init; } = ToolRunner.DefaultResultCount;

    /// <summary>The number of times that the assistant tries, from 1; the shortest try that ends right is kept.</summary>
    public int RolloutCount { get; init; } = 1;

    /// <summary>Whether the other tries are kept as well.</summary>
    public bool AllRollouts { get; init; }

    /// <summary>Whether a model plays the tools that the index cannot run; otherwise their calls give an error.</summary>
    public bool SimulatesTools { get; init; }

    /// <summary>Whether the user opens with the row's own query where the kind has one row.</summary>
    public bool KeepsQueries { get; init; }

    /// <summary>Sends a first turn that proved too easy back to the user's part; null for none.</summary>
    public Difficulty.QueryHardener? Hardener { get; init; }

    /// <summary>The maximum number of turns of the assistant in a conversation.</summary>
    public int MostTurns { get; init; } = 12;

    /// <summary>The instruction that is put before the conversation in the dataset; null for none.</summary>
    public string? SystemPrompt { get; init; }
}
