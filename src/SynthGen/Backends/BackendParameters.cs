using System.Management.Automation;
using SynthGen.Commands;

namespace SynthGen.Backends;

/// <summary>Which parameters are for which kind of backend: one that does nothing is refused, not passed over.</summary>
internal static class BackendParameters
{
    /// <summary>Those for services alone.</summary>
    public static readonly IReadOnlySet<string> Hosted = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        nameof(ModelCmdlet.Endpoint), nameof(ModelCmdlet.ApiKey), nameof(ModelCmdlet.AllowUnencryptedAuthentication),
        nameof(ModelCmdlet.ReasoningEffort), nameof(ModelCmdlet.TimeoutSec), nameof(ModelCmdlet.RetryLimit), nameof(ModelCmdlet.RequestLimit),
        nameof(ModelCmdlet.TokenLimit), nameof(ModelCmdlet.DailyRequestLimit), nameof(ModelCmdlet.MaxTotalToken), nameof(ModelCmdlet.MaxCost),
        nameof(ModelCmdlet.PricePath),
    };

    /// <summary>Those for models in this process alone.</summary>
    public static readonly IReadOnlySet<string> Local = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        nameof(NewSyntheticQueryCommand.ModelPath), nameof(NewSyntheticQueryCommand.Thread), nameof(NewSyntheticQueryCommand.GpuLayer),
        nameof(NewSyntheticQueryCommand.ContextSize), nameof(NewSyntheticQueryCommand.ChatTemplate), nameof(NewSyntheticQueryCommand.OverlongPage),
    };

    /// <summary>Ends a command that was given what its backend does not heed.</summary>
    public static void Refuse(NewSyntheticQueryCommand command, string backend, Func<string, bool> isUseless)
    {
        string[] others = [.. command.MyInvocation.BoundParameters.Keys
            .Where(name => isUseless(name) && !Cmdlet.CommonParameters.Contains(name)).Select(name => "-" + name)];
        if (others.Length > 0)
        {
            command.ThrowTerminatingError(Errors.Create(
                "ParameterNotUsed", ErrorCategory.InvalidArgument, others, $"The {backend} backend has no use for {string.Join(", ", others)}.",
                "Leave it out, or name the backend that it is meant for."));
        }
    }
}
