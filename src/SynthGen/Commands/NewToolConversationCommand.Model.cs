using System.Management.Automation;
using SynthGen.Backends;
using SynthGen.Conversations.Difficulty;
using SynthGen.Conversations.Model;
using SynthGen.Models;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Commands;

// The parameters of conversations that models play.
public sealed partial class NewToolConversationCommand
{
    private PlayedConversations? _played;

    /// <summary>The tools that the assistant is offered; the built-in search tools by default.</summary>
    [Parameter]
    [ToolTransformation]
    [ArgumentCompleter(typeof(BuiltInToolCompleter))]
    [ValidateNotNullOrEmpty]
    public ToolDefinition[] Tool { get; set; } = [.. BuiltInTools.All];

    /// <summary>The model that plays the user; by default the same as the assistant's.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? UserModel { get; set; }

    /// <summary>The number of times that the assistant tries; the shortest try that ends right is kept.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int RolloutCount { get; set; } = 1;

    /// <summary>Gives the other tries as well, with the same PairId; those that end wrong have a verdict.</summary>
    [Parameter]
    public SwitchParameter AllRollouts { get; set; }

    /// <summary>Where the results of tools come from that the index cannot run.</summary>
    [Parameter]
    public ToolResultSource ToolResult { get; set; }

    /// <summary>How often a question that proved too easy for -Difficulty is sent back to the model of the user.</summary>
    [Parameter]
    [ValidateRange(0, 5)]
    public int RefineAttempt { get; set; } = QueryHardener.DefaultAttempts;

    /// <summary>A folder with User.md, Assistant.md or ToolResult.md in place of the built-in prompts.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PromptPath { get; set; }

    /// <summary>The file that remembers every turn, so that the same command goes on where it stopped.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    private bool IsTemplate => Backend.Equals("Template", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> ModelParameters =>
    [
        .. ParameterCheck.NamesOf(typeof(ModelNameSettings), typeof(HostedSettings), typeof(BatchSettings), typeof(SamplingSettings)), nameof(ThrottleLimit),
        nameof(Tool), nameof(UserModel), nameof(RolloutCount), nameof(AllRollouts), nameof(ToolResult), nameof(RefineAttempt), nameof(PromptPath), nameof(JournalPath),
    ];

    // Refused first, so that nothing is opened for a command that cannot run.
    private HostedBackend? FindBackend()
    {
        if (!IsTemplate)
        {
            HostedBackend backend = BackendRegistry.GetPlayer(Backend);
            ParameterCheck.RefuseWithout(Session, nameof(AllRollouts), RolloutCount > 1, "-RolloutCount");
            return backend;
        }

        ParameterCheck.Refuse(Session, ModelParameters, names => $"The Template backend has no use for {names}.", "Leave it out, or name the backend that it is meant for.");
        return null;
    }

    private PlayedConversations Play(HostedBackend backend, IPageIndex index) => new(
        backend, ModelSettings, new PlaySettings(UserModel, RolloutCount, AllRollouts, ToolResult == ToolResultSource.Model, PromptPath, JournalPath)
        {
            Tools = Tool,
            ResultCount = ResultCount,
            Seed = MyInvocation.BoundParameters.ContainsKey(nameof(Seed)) ? Seed : null,
            SystemPrompt = SystemPrompt,
            Hardener = Difficulty == QueryDifficulty.Easy || RefineAttempt == 0 ? null : new QueryHardener(_searcher!, Difficulty, RefineAttempt),
        },
        index);

    private void EndIfRefused(RunEndedException? end, string rest)
    {
        if (_played?.JournalFailure is { } failure)
            ThrowTerminatingError(JournalFile.NotWritten(failure, JournalPath, rest));
        if (end is { End: RunEnd.JournalNotWritten })
            ThrowTerminatingError(JournalFile.NotWritten(end, JournalPath, rest));
        if (end is { End: RunEnd.Fatal })
            ThrowTerminatingError(ServiceErrors.Refused(end, Backend, rest, ServiceErrors.IsOfTools(end) ? "ToolCallingNotSupported" : "ServerRefused"));
        if (end is not null)
            WriteWarning($"{end.Message.ReplaceLineEndings(" ")} {rest} {ResumeAdvice.Of(this, end, _played?.HasJournal == true, _played?.NextQuotaDay(TimeProvider.System), TimeProvider.System, "turns")}");
    }
}
