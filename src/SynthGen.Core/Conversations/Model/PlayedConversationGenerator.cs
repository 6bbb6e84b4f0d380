using System.Security.Cryptography;
using System.Text;
using SynthGen.Generation.Model;
using SynthGen.Json;
using SynthGen.Models;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Conversations.Model;

/// <summary>
/// Conversations that models play in three parts, as in ToolAlpaca (Tang et al. 2023): a user who knows the page, an assistant
/// who knows the tools, and the tools, which are the index. Every result is real unless the options let a model play a tool. A
/// conversation whose parts do what they may not is dropped with its reason. Thread-safe.
/// </summary>
public sealed class PlayedConversationGenerator : IConversationGenerator
{
    private const string GateName = "Rollout";

    private readonly PlayOptions _options;
    private readonly ConversationPrompts _prompts;
    private readonly RolloutPlayer _player;
    private readonly string? _userModel;

    /// <summary>Creates a generator.</summary>
    /// <param name="assistant">The model of the assistant, and of tools that are played; with retries and pacing.</param>
    /// <param name="assistantName">Its name as it was asked for.</param>
    /// <param name="user">The model of the user; null for the assistant's.</param>
    /// <param name="userName">Its name as it was asked for; null for the assistant's.</param>
    /// <param name="prompts">The prompts.</param>
    /// <param name="options">The options.</param>
    /// <param name="index">The index of the document.</param>
    /// <param name="validator">Checks arguments.</param>
    /// <param name="journal">Remembers replies; null for none.</param>
    public PlayedConversationGenerator(
        IChatModel assistant, string assistantName, IChatModel? user, string? userName, ConversationPrompts prompts, PlayOptions options,
        IPageIndex index, IToolSchemaValidator validator, ReplyJournal? journal)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(index);
        (_options, _prompts, _userModel) = (options, prompts, userName);
        object?[] settings = [options.Backend, options.ResultCount, index.Identity];
        PartModel userPart = new(user ?? assistant, userName ?? assistantName, "user", journal, settings);
        PartModel assistantPart = new(assistant, assistantName, "assistant", journal, settings);
        PartModel? toolPart = options.SimulatesTools ? new(assistant, assistantName, "tool", journal, settings) : null;
        _player = new RolloutPlayer(new UserPart(userPart, prompts, options, index), assistantPart, toolPart, prompts, options, index, validator);
    }

    /// <inheritdoc/>
    public async Task<ConversationOutcome> GenerateAsync(ConversationPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        PlayUsage usage = new();
        ConversationOutcome outcome;
        try
        {
            outcome = await PlayAsync(plan, usage, cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException fault)
        {
            outcome = ConversationOutcome.Failed(
                plan, ModelQueryGenerator.Refusal(fault), fault.Fault == ChatErrorKind.Page ? FailureCause.Page : FailureCause.Service);
        }

        return outcome with { Attempts = usage.Attempts, InputTokens = usage.InputTokens, OutputTokens = usage.OutputTokens, IsResumed = usage is { IsResumed: true, Attempts: > 0 } };
    }

    private async Task<ConversationOutcome> PlayAsync(ConversationPlan plan, PlayUsage usage, CancellationToken cancellationToken)
    {
        List<Rollout> rollouts = [];
        for (int i = 0; i < _options.RolloutCount; i++)
            rollouts.Add(await _player.PlayAsync(plan, i, usage, cancellationToken).ConfigureAwait(false));

        // The shortest way is the one to learn: fewer messages, then fewer letters.
        Rollout[] right = [.. rollouts.Where(rollout => rollout.Fault is null)
            .OrderBy(rollout => rollout.Transcript.Messages.Count).ThenBy(rollout => rollout.Transcript.Messages.Sum(message => message.Text?.Length ?? 0))];
        if (right.Length == 0)
            return ConversationOutcome.Failed(plan, string.Join(' ', rollouts.Select(rollout => rollout.Fault!.Sentence).Distinct()));

        ToolConversation best = Conversation(plan, right[0], usage);
        if (!_options.AllRollouts)
            return ConversationOutcome.Generated(plan, [best]);

        string group = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonValue.ToJson(new List<object?> { plan.Source, best.Query, best.Id }))).AsSpan(0, 8));
        ToolConversation[] all =
        [
            .. right.Concat(rollouts.Where(rollout => rollout.Fault is { IsOfEnd: true }))
                .Select(rollout => Conversation(plan, rollout, usage) with { PairId = group, Verdict = VerdictOf(rollout, rollout == right[0]) })
                .DistinctBy(conversation => conversation.Id),
        ];
        return ConversationOutcome.Generated(plan, all.Length > 1 ? all : [best]);
    }

    private ToolConversation Conversation(ConversationPlan plan, Rollout rollout, PlayUsage usage)
    {
        IReadOnlyList<ConversationMessage> messages = rollout.Transcript.Messages;
        return new ToolConversation(_options.SystemPrompt is { } system ? [ConversationMessage.System(system), .. messages] : messages)
        {
            Kind = plan.Kind,
            Source = plan.Source,
            Pages = plan.Kind is ConversationKind.NoTool or ConversationKind.Unanswerable ? [] : [.. plan.Rows.Select(row => PageOf(row, plan.Source)).Distinct()],
            AvailableTools = _player.ToolsOf(plan),
            Provenance = new Provenance(_options.Backend, rollout.AssistantModel, _prompts.Version, _options.Sampling.Seed, usage.InputTokens, usage.OutputTokens)
            {
                ResultCount = _options.ResultCount,
                SnippetLength = ToolRunner.DefaultSnippetLength,
                UserModel = _userModel,
                IsSimulated = rollout.HasSimulated,
            },
        };
    }

    private static ConversationPage PageOf(SyntheticQuery row, string source) =>
        new(row.Page) { Label = row.Label, Ordinal = row.Ordinal, Source = row.Source == source ? null : row.Source, Evidence = row.Evidence };

    private static Verdict? VerdictOf(Rollout rollout, bool isBest) => isBest ? null : new Verdict(
    [
        rollout.Fault is { } fault
            ? new GateResult(GateName, GateStatus.Failed) { Reason = fault.Reason, Detail = fault.Sentence }
            : new GateResult(GateName, GateStatus.Passed) { Detail = "Another try ends right in fewer messages." },
    ]);
}
