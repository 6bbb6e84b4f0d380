using SynthGen.Retrieval;
using SynthGen.Rows;
using SynthGen.Tools;

namespace SynthGen.Conversations;

/// <summary>What a call gave.</summary>
/// <param name="Text">The result as the assistant sees it: JSON.</param>
/// <param name="Hits">The pages found, best first; empty for a call that could not be run.</param>
/// <param name="Error">Why the call could not be run; null if it was.</param>
public sealed record ToolResult(string Text, IReadOnlyList<PageHit> Hits, string? Error);

/// <summary>
/// Runs an assistant's calls on the index of the document. The same call on the same index always gives the same text, so that a
/// conversation can be replayed. Thread-safe.
/// </summary>
/// <param name="index">The index.</param>
/// <param name="tools">The tools that the assistant is offered; a call of another one gives an error.</param>
/// <param name="source">The document of the conversation; results name the source of pages of others alone.</param>
/// <param name="resultCount">The maximum number of pages in a result, from 1.</param>
/// <param name="snippetLength">The length of a page's passage in UTF-16 code units, about.</param>
public sealed class ToolRunner(
    IPageIndex index, IReadOnlyList<ToolDefinition> tools, string source = "", int resultCount = ToolRunner.DefaultResultCount, int snippetLength = ToolRunner.DefaultSnippetLength)
{
    /// <summary>The number of pages in a result by default.</summary>
    public const int DefaultResultCount = 5;

    /// <summary>The length of a page's passage by default.</summary>
    public const int DefaultSnippetLength = 400;

    /// <summary>Creates the runner of a conversation that there is, with the numbers of its provenance.</summary>
    /// <param name="index">The index.</param>
    /// <param name="conversation">The conversation.</param>
    public static ToolRunner Of(IPageIndex index, ToolConversation conversation)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        return new(
            index,
            conversation.AvailableTools,
            conversation.Source,
            conversation.Provenance?.ResultCount ?? DefaultResultCount,
            conversation.Provenance?.SnippetLength ?? DefaultSnippetLength);
    }

    /// <summary>Runs a call and returns its result as the assistant sees it: pages, or why the call could not be run.</summary>
    /// <exception cref="Models.ChatException">The service that embeds queries did not answer.</exception>
    /// <exception cref="Models.RunEndedException">The service refused to embed a query.</exception>
    public string Run(ConversationCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Run(call.ToToolCall()).Text;
    }

    /// <summary>Runs a call.</summary>
    /// <exception cref="Models.ChatException">The service that embeds queries did not answer.</exception>
    /// <exception cref="Models.RunEndedException">The service refused to embed a query.</exception>
    public ToolResult Run(ToolCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (Problem(call) is { } problem)
            return new ToolResult(SearchResultJson.WriteError(problem), [], problem);

        IReadOnlyList<PageHit> hits = index.Search(call.Name, ArgumentText.Sought(call)!, resultCount, snippetLength);
        return new ToolResult(SearchResultJson.Write(hits, source), hits, null);
    }

    private string? Problem(ToolCall call)
    {
        if (tools.FirstOrDefault(tool => tool.Name == call.Name) is not { } tool)
            return $"There is no tool '{call.Name}'. The tools are: {string.Join(", ", tools.Select(one => one.Name))}.";
        if (!index.CanRun(call.Name))
            return $"The tool '{call.Name}' cannot be run.";
        if (call.Arguments.Keys.FirstOrDefault(name => name != ArgumentText.Query) is { } unknown)
            return $"{tool.Name} has no parameter '{unknown}'. It takes: {ArgumentText.Query}.";
        return call.Arguments.GetValueOrDefault(ArgumentText.Query) is string { Length: > 0 } ? null : $"{tool.Name} needs the parameter '{ArgumentText.Query}', a text.";
    }
}
