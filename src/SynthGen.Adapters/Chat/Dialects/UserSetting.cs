using Microsoft.Extensions.AI;

namespace SynthGen.Adapters.Chat.Dialects;

/// <summary>A setting that goes to the server only if the user gives it, and that some servers do not know.</summary>
/// <param name="Parameter">The cmdlets' parameter.</param>
/// <param name="Names">Its names on the wire.</param>
/// <param name="IsGiven">Whether a request has it.</param>
/// <param name="Remove">Takes it out of a request.</param>
internal sealed record UserSetting(string Parameter, string[] Names, Func<ChatOptions, bool> IsGiven, Action<ChatOptions> Remove)
{
    /// <summary>-MaxOutputToken.</summary>
    public static UserSetting MaxOutputToken { get; } = new(
        "-MaxOutputToken", ["max_tokens", "max_completion_tokens", "maxOutputTokens", "max_output_tokens"],
        options => options.MaxOutputTokens is not null, options => options.MaxOutputTokens = null);

    /// <summary>-ReasoningEffort.</summary>
    public static UserSetting ReasoningEffort { get; } = new(
        "-ReasoningEffort",
        ["reasoning_effort", "reasoning", "thinkingConfig", "thinking_config", "thinkingLevel", "thinking_level", "thinkingBudget", "thinking_budget", "thinking"],
        options => options.Reasoning is not null,
        options =>
        {
            options.Reasoning = null;
            options.AdditionalProperties?.Remove(ReplyProperties.ReasoningEffort);
        });

    /// <summary>Those that are left out without further ado.</summary>
    public static IReadOnlyList<UserSetting> Plain { get; } =
    [
        new("-Seed", ["seed"], options => options.Seed is not null, options => options.Seed = null),
        new("-Temperature", ["temperature"], options => options.Temperature is not null, options => options.Temperature = null),
        new("-TopP", ["top_p", "topP"], options => options.TopP is not null, options => options.TopP = null),
    ];

    /// <summary>Says that it is left out.</summary>
    public string LeftOut => $"The server does not take {Parameter}, which is left out from here on";

    /// <summary>Whether a refusal is about this setting, and the request had it.</summary>
    public bool IsRefusedBy(Refusal refusal) => refusal.Options is { } options && IsGiven(options) && refusal.Rejects(Names);
}
