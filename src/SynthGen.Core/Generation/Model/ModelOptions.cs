using SynthGen.Models;

namespace SynthGen.Generation.Model;

/// <summary>Whether pages are asked for one by one or in a conversation.</summary>
public enum ContextMode
{
    /// <summary>Each page alone, many at a time.</summary>
    Independent,

    /// <summary>In order, each with the pages and rows before it, so that the model does not ask the same again.</summary>
    Conversation,
}

/// <summary>How a language model generates.</summary>
/// <param name="Backend">The backend's name, for provenance.</param>
/// <param name="Tools">The tools that calls can be of.</param>
/// <param name="QueryPerPage">The most rows of a page.</param>
/// <param name="RepairAttempt">How often a reply that cannot be used is sent back, from 0.</param>
/// <param name="Sampling">How the model samples.</param>
public sealed record ModelOptions(
    string Backend, IReadOnlyList<ToolDefinition> Tools, int QueryPerPage, int RepairAttempt, ChatSampling Sampling);
