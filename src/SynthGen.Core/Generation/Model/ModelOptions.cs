using SynthGen.Models;

namespace SynthGen.Generation.Model;

/// <summary>Whether pages are sent one by one or in a conversation.</summary>
public enum ContextMode
{
    /// <summary>Each page alone, many at a time.</summary>
    Independent,

    /// <summary>In order, each after the earlier pages and rows, so that the model does not repeat itself.</summary>
    Conversation,
}

/// <summary>Options for generating with a language model.</summary>
/// <param name="Backend">The backend's name, for provenance.</param>
/// <param name="Tools">The tools that rows can call.</param>
/// <param name="QueryPerPage">The maximum number of rows of a page.</param>
/// <param name="RepairAttempt">The maximum number of requests to repair a reply, from 0.</param>
/// <param name="Sampling">The model's sampling options.</param>
public sealed record ModelOptions(
    string Backend, IReadOnlyList<ToolDefinition> Tools, int QueryPerPage, int RepairAttempt, ChatSampling Sampling);
