using System.Management.Automation;
using System.Security;

namespace SynthGen.Commands;

// The parameters that only services take, in a set of their own. PowerShell reads no attribute of an overridden property, so
// each one is here again; a test holds them to those of the base.
public sealed partial class NewSyntheticQueryCommand
{
    /// <inheritdoc/>
    [Parameter(ParameterSetName = Hosted)]
    public override Uri? Endpoint { get => base.Endpoint; set => base.Endpoint = value; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = Hosted)]
    [ValidateNotNullOrEmpty]
    public override string? ApiVersion { get => base.ApiVersion; set => base.ApiVersion = value; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = Hosted)]
    [ValidateNotNullOrEmpty]
    public override string? Project { get => base.Project; set => base.Project = value; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = Hosted)]
    [ValidateNotNullOrEmpty]
    public override string? Location { get => base.Location; set => base.Location = value; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = Hosted)]
    public override SecureString? ApiKey { get => base.ApiKey; set => base.ApiKey = value; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = Hosted)]
    public override SwitchParameter NoKey { get => base.NoKey; set => base.NoKey = value; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = Hosted)]
    public override SwitchParameter AllowUnencryptedAuthentication { get => base.AllowUnencryptedAuthentication; set => base.AllowUnencryptedAuthentication = value; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = Hosted)]
    [ValidateRange(1, 86400)]
    public override int TimeoutSec { get => base.TimeoutSec; set => base.TimeoutSec = value; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = Hosted)]
    [ValidateRange(0, 100)]
    public override int RetryLimit { get => base.RetryLimit; set => base.RetryLimit = value; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = Hosted)]
    [WaitTransformation]
    public override TimeSpan MaxWait { get => base.MaxWait; set => base.MaxWait = value; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = Hosted)]
    [ValidateSet("minimal", "low", "medium", "high")]
    public override string? ReasoningEffort { get => base.ReasoningEffort; set => base.ReasoningEffort = value; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = Hosted)]
    [ValidateRange(1, int.MaxValue)]
    public override int? RequestLimit { get => base.RequestLimit; set => base.RequestLimit = value; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = Hosted)]
    [ValidateRange(1, int.MaxValue)]
    public override int? TokenLimit { get => base.TokenLimit; set => base.TokenLimit = value; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = Hosted)]
    [ValidateRange(1, int.MaxValue)]
    public override int? DailyRequestLimit { get => base.DailyRequestLimit; set => base.DailyRequestLimit = value; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = Hosted)]
    [ValidateRange(1L, long.MaxValue)]
    public override long? MaxTotalToken { get => base.MaxTotalToken; set => base.MaxTotalToken = value; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = Hosted)]
    [ValidateRange(0.0, 1e9)]
    public override double? MaxCost { get => base.MaxCost; set => base.MaxCost = value; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = Hosted)]
    [ValidateNotNullOrEmpty]
    public override string? PricePath { get => base.PricePath; set => base.PricePath = value; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = Hosted)]
    public override SwitchParameter Batch { get => base.Batch; set => base.Batch = value; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = Hosted)]
    public override SwitchParameter Wait { get => base.Wait; set => base.Wait = value; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = Hosted)]
    public override SwitchParameter BatchFallback { get => base.BatchFallback; set => base.BatchFallback = value; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = Hosted)]
    [ValidateRange(1, 50000)]
    public override int? BatchSize { get => base.BatchSize; set => base.BatchSize = value; }
}
