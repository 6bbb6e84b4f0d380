using SynthGen.Models;
using SynthGen.Models.Pacing;
using SynthGen.Models.Spending;

namespace SynthGen.Backends;

/// <summary>A model that a service offers.</summary>
internal sealed class HostedModel(HostedBackend backend, ModelSettings settings, ChatModelSettings connection) : BackendModel
{
    private PacedChatModel? _model;

    /// <inheritdoc/>
    public override string Backend => backend.Name;

    /// <inheritdoc/>
    public override string Name => connection.Model;

    /// <inheritdoc/>
    public override string Target => EndpointText.Of(connection.Endpoint);

    /// <inheritdoc/>
    public override int Workers => settings.ThrottleLimit ?? PaceLimits.MostConcurrent;

    /// <inheritdoc/>
    public override Price? Price => PriceFile.Find(settings, connection.Model);

    /// <inheritdoc/>
    public override decimal? Cost => _model?.Cost;

    /// <inheritdoc/>
    public override string PaceText => _model?.PaceText ?? "";

    /// <inheritdoc/>
    public override DateTimeOffset? NextQuotaDay(TimeProvider time) => backend.NextQuotaDay(time);

    /// <inheritdoc/>
    public override Task<IChatModel> CreateAsync(ChatTurn instruction, int workers) =>
        Task.FromResult<IChatModel>(_model = new PacedChatModel(settings, connection));
}
