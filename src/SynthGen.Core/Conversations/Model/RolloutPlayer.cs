using SynthGen.Models;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Conversations.Model;

/// <summary>One try of a conversation, from its opening to its end or to the fault that drops it.</summary>
/// <param name="Transcript">What was said.</param>
/// <param name="Fault">What is wrong; null if it ends right.</param>
/// <param name="AssistantModel">The assistant's model as the server names it.</param>
/// <param name="HasSimulated">Whether a result was simulated.</param>
internal sealed record Rollout(Transcript Transcript, PlayFault? Fault, string AssistantModel, bool HasSimulated);

/// <summary>Plays one try: user and assistant speak in turn, and the tools run what the assistant calls.</summary>
/// <param name="user">The user's part.</param>
/// <param name="assistant">The model of the assistant's part.</param>
/// <param name="toolModel">The model that plays tools; null for none.</param>
/// <param name="prompts">The prompts.</param>
/// <param name="options">The options.</param>
/// <param name="index">The index.</param>
/// <param name="validator">Checks arguments.</param>
internal sealed class RolloutPlayer(
    UserPart user, PartModel assistant, PartModel? toolModel, ConversationPrompts prompts, PlayOptions options, IPageIndex index, IToolSchemaValidator validator)
{
    /// <summary>Returns the tools that the assistant of a plan is offered.</summary>
    public IReadOnlyList<ToolDefinition> ToolsOf(ConversationPlan plan) => plan.Kind == ConversationKind.MissingTool
        ? [.. options.Tools.Where(tool => plan.Rows[0].Tools.All(call => call.Name != tool.Name))]
        : options.Tools;

    /// <summary>Plays a try.</summary>
    /// <exception cref="ChatException">A part gave no reply.</exception>
    /// <exception cref="RunEndedException">No further request may be sent.</exception>
    public async Task<Rollout> PlayAsync(ConversationPlan plan, int rollout, PlayUsage usage, CancellationToken cancellationToken)
    {
        IReadOnlyList<ToolDefinition> tools = ToolsOf(plan);
        Transcript transcript = new(plan.Source);
        TurnCheck check = new(tools, plan.Kind, validator);
        ToolPart toolPart = new(new ToolRunner(index, tools, plan.Source, options.ResultCount), index, tools, toolModel, prompts, options.Sampling);
        ChatTurn instruction = new(ChatRole.System, prompts.Assistant);
        ChatSampling sampling = options.Sampling with { Seed = options.Sampling.Seed + rollout };
        string model = "";
        Rollout Ended(PlayFault? fault) => new(transcript, fault, model, toolPart.HasSimulated);

        for (int turn = 0; turn < options.MostTurns; turn++)
        {
            if (transcript.Messages is [] or [.., { Role: MessageRole.Assistant }])
            {
                if (transcript.UserTurns == UserPart.TurnsOf(plan.Kind))
                    return Ended(KindCheck.Find(plan, transcript, tools));
                string? text = await user.SayAsync(plan, rollout, transcript, usage, cancellationToken).ConfigureAwait(false);
                if (text is null || check.User(text) is not null)
                    return Ended(text is null ? PlayFault.UserEnds : check.User(text));
                transcript.AddUser(text);
            }

            ChatRequest request = new([instruction, .. transcript.AssistantView]) { Tools = tools, Sampling = sampling };
            ChatReply reply = await assistant.AskAsync(plan, rollout, request, usage, cancellationToken).ConfigureAwait(false);
            model = reply.Model;
            if (check.Assistant(reply, transcript) is { } fault)
                return Ended(fault);
            if (reply.Calls.Count == 0)
            {
                transcript.AddAnswer(reply);
                continue;
            }

            ToolCall[] calls = [.. reply.Calls.Select(call => call.ToToolCall()!)];
            List<string> results = [];
            foreach (ToolCall call in calls)
                results.Add(await toolPart.RunAsync(call, plan, rollout, usage, cancellationToken).ConfigureAwait(false));
            transcript.AddSearch(reply, calls, results);
        }

        bool isOver = transcript.Messages is [.., { Role: MessageRole.Assistant }] && transcript.UserTurns == UserPart.TurnsOf(plan.Kind);
        return Ended(isOver ? KindCheck.Find(plan, transcript, tools) : PlayFault.TooManyTurns);
    }
}
