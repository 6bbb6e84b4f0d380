using SynthGen.Conversations.Template.Scenes;
using SynthGen.Models;
using SynthGen.Retrieval;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Conversations.Template;

/// <summary>
/// The offline generator of conversations: words plans by Conversation.txt and runs every call on the index. A conversation whose
/// results do not prove its kind is dropped. It uses no network and no model; the same plan gives the same conversation. Thread-safe.
/// </summary>
public sealed class TemplateConversationGenerator : IConversationGenerator
{
    /// <summary>The model's name in a conversation's provenance.</summary>
    public const string ModelName = "synthgen-template-conversation-1";

    private readonly IPageIndex _index;
    private readonly int _resultCount;
    private readonly string? _systemPrompt;
    private readonly Provenance _provenance;

    /// <summary>Creates a generator.</summary>
    /// <param name="index">The index that runs the calls.</param>
    /// <param name="seed">The seed of the run, for the provenance.</param>
    /// <param name="resultCount">The maximum number of pages in a result, from 1.</param>
    /// <param name="systemPrompt">The instruction before each conversation; null for none.</param>
    public TemplateConversationGenerator(IPageIndex index, int seed, int resultCount = ToolRunner.DefaultResultCount, string? systemPrompt = null)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(resultCount, 1);
        (_index, _resultCount, _systemPrompt) = (index, resultCount, systemPrompt);
        _provenance = new Provenance("Template", ModelName, TextResource.VersionOf("Conversation.txt", "SmallTalk.txt", "MadeUpNames.txt"), seed) { ResultCount = resultCount, SnippetLength = ToolRunner.DefaultSnippetLength };
    }

    /// <inheritdoc/>
    public Task<ConversationOutcome> GenerateAsync(ConversationPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Generate(plan));
    }

    private ConversationOutcome Generate(ConversationPlan plan)
    {
        IReadOnlyList<ToolDefinition> tools = plan.Kind == ConversationKind.MissingTool ? MissingToolScene.Offered(plan) : [.. BuiltInTools.All.Where(tool => _index.CanRun(tool.Name))];
        Scene scene = new(new ToolRunner(_index, tools, plan.Source, _resultCount));
        string? problem;
        try
        {
            problem = Play(scene, plan);
        }
        catch (ChatException error)
        {
            return ConversationOutcome.Failed(plan, error.Message, FailureCause.Service);
        }

        if (problem is not null)
            return ConversationOutcome.Failed(plan, problem);

        ToolConversation conversation = new(_systemPrompt is null ? scene.Messages : [ConversationMessage.System(_systemPrompt), .. scene.Messages])
        {
            Kind = plan.Kind,
            Pages = scene.Pages,
            Source = plan.Source,
            AvailableTools = tools,
            Provenance = _provenance,
        };
        return ConversationOutcome.Generated(plan, [conversation]);
    }

    private string? Play(Scene scene, ConversationPlan plan)
    {
        Phrases phrases = new(plan.Seed);
        return plan.Kind switch
        {
            ConversationKind.Lookup => LookupScene.Play(scene, plan, phrases),
            ConversationKind.Parallel => ParallelScene.Play(scene, plan, phrases),
            ConversationKind.Sequence => SequenceScene.Play(scene, plan, phrases),
            ConversationKind.Compare => CompareScene.Play(scene, plan, phrases),
            ConversationKind.Recover => RecoverScene.Play(scene, plan, phrases),
            ConversationKind.FollowUp => FollowUpScene.Play(scene, plan, phrases),
            ConversationKind.Clarify => ClarifyScene.Play(scene, plan, phrases),
            ConversationKind.NoTool => NoToolScene.Play(scene, phrases),
            ConversationKind.Unanswerable => UnanswerableScene.Play(scene, plan, phrases),
            _ => MissingToolScene.Play(scene, plan, phrases, _index, _resultCount),
        };
    }
}
