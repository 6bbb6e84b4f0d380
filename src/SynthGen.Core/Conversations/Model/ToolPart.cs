using SynthGen.Json;
using SynthGen.Models;
using SynthGen.Retrieval;

namespace SynthGen.Conversations.Model;

/// <summary>
/// The tools' part: the index runs the calls. A tool that it cannot run is played by a model if the options say so; otherwise
/// its call gives an error.
/// </summary>
/// <param name="runner">Runs calls on the index.</param>
/// <param name="index">The index.</param>
/// <param name="tools">The tools that the assistant is offered.</param>
/// <param name="model">The model that plays tools; null for none.</param>
/// <param name="prompts">The prompts.</param>
/// <param name="sampling">The sampling.</param>
internal sealed class ToolPart(
    ToolRunner runner, IPageIndex index, IReadOnlyList<ToolDefinition> tools, PartModel? model, ConversationPrompts prompts, ChatSampling sampling)
{
    private readonly List<ChatTurn> _simulated = [];

    /// <summary>Whether a result so far was simulated.</summary>
    public bool HasSimulated => _simulated.Count > 0;

    /// <summary>Runs a call that fits its tool.</summary>
    /// <exception cref="ChatException">No reply came from the model that plays the tool, or from the service that embeds queries.</exception>
    public async Task<string> RunAsync(ToolCall call, ConversationPlan plan, int rollout, PlayUsage usage, CancellationToken cancellationToken)
    {
        if (model is null || index.CanRun(call.Name) || tools.FirstOrDefault(tool => tool.Name == call.Name) is not { } tool)
            return runner.Run(call).Text;

        string declaration = JsonValue.ToJson(JsonValue.Object(("name", tool.Name), ("description", tool.Description), ("parameters", tool.Parameters)));
        ChatTurn asked = new(ChatRole.User, JsonValue.ToJson(JsonValue.Object(("name", call.Name), ("arguments", call.Arguments))));
        ChatRequest request = new([new ChatTurn(ChatRole.System, prompts.ToolResult.Replace("{{tool}}", declaration)), .. _simulated, asked]) { Sampling = sampling };
        ChatReply reply = await model.AskAsync(plan, rollout, request, usage, cancellationToken).ConfigureAwait(false);
        string result = Result(reply);
        _simulated.Add(asked);
        _simulated.Add(new ChatTurn(ChatRole.Assistant, result));
        return result;
    }

    private static string Result(ChatReply reply)
    {
        if (ReplyFinish.Fault(reply) is not null || string.IsNullOrWhiteSpace(reply.Text))
            return SearchResultJson.WriteError("The tool gave no result.");
        string text = reply.Text.Trim();
        if (text.StartsWith("```", StringComparison.Ordinal) && text.EndsWith("```", StringComparison.Ordinal) && text.Contains('\n'))
            text = text[(text.IndexOf('\n') + 1)..^3].Trim();
        try
        {
            return JsonValue.ToJson(JsonValue.Parse(text));
        }
        catch (System.Text.Json.JsonException)
        {
            return JsonValue.ToJson(text);
        }
    }
}
