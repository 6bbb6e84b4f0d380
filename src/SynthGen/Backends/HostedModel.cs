using SynthGen.Generation;
using SynthGen.Generation.Batching;
using SynthGen.Models;
using SynthGen.Models.Batches;
using SynthGen.Models.Pacing;
using SynthGen.Models.Spending;

namespace SynthGen.Backends;

/// <summary>A model that a service offers.</summary>
internal sealed class HostedModel(HostedBackend backend, ModelSettings settings, ChatModelSettings connection, BatchDelivery? batch = null) : BackendModel
{
    private PacedChatModel? _model;

    /// <inheritdoc/>
    public override string Backend => backend.Name;

    /// <inheritdoc/>
    public override string Name => connection.Model;

    /// <inheritdoc/>
    public override string Target => EndpointText.Of(connection.Endpoint);

    /// <inheritdoc/>
    public override int Workers => batch is not null ? BatchOptions.Width : settings.ThrottleLimit ?? PaceLimits.MostConcurrent;

    /// <inheritdoc/>
    public override Price? Price => PriceFile.Find(settings, connection.Model);

    /// <inheritdoc/>
    public override Price? BatchPrice => batch is null ? null : Price?.ForBatch();

    /// <inheritdoc/>
    public override string? Jobs => batch?.Tally?.ToString();

    /// <inheritdoc/>
    public override decimal? Cost => _model?.Cost;

    /// <inheritdoc/>
    public override string PaceText => _model?.PaceText ?? "";

    /// <inheritdoc/>
    public override DateTimeOffset? NextQuotaDay(TimeProvider time) => backend.NextQuotaDay(time);

    /// <inheritdoc/>
    public override Task<IChatModel> CreateAsync(ChatTurn instruction, int workers) =>
        Task.FromResult<IChatModel>(_model = new PacedChatModel(settings, connection, batch));

    /// <inheritdoc/>
    public override IQueryGenerator CoordinateBatches(IQueryGenerator generator) => batch is null ? generator : new ClosingGenerator(generator, batch.Close);

    /// <inheritdoc/>
    public override void Dispose() => batch?.Dispose();
}
