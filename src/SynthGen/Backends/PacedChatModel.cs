using SynthGen.Models;
using SynthGen.Models.Batches;
using SynthGen.Models.Pacing;
using SynthGen.Models.Spending;

namespace SynthGen.Backends;

/// <summary>A service's model with budget, retries and pace around it. Only this class composes them.</summary>
internal sealed class PacedChatModel : IChatModel
{
    private readonly RequestPace _pace;
    private readonly bool _ownsPace;
    private readonly Budget _budget;
    private readonly BatchDelivery? _batch;
    private readonly IChatModel _model;

    /// <summary>Creates the model; nothing is sent yet.</summary>
    /// <param name="settings">The command's parameters.</param>
    /// <param name="connection">The way to the model.</param>
    /// <param name="batch">Delivers requests in jobs; null to send them directly.</param>
    /// <param name="first">Another model of the same run, which outlives this one: both keep one budget and one pace. Null for none.</param>
    /// <exception cref="ConfigurationException">The settings are invalid.</exception>
    public PacedChatModel(ModelSettings settings, ChatModelSettings connection, BatchDelivery? batch = null, PacedChatModel? first = null)
    {
        _batch = batch;
        HostedSettings hosted = settings.Hosted;
        Price? direct = PriceFile.Find(settings, connection.Model), price = batch is null ? direct : direct?.ForBatch();
        _budget = first?._budget.ForModel(price) ?? new Budget(hosted.MaxTotalToken, (decimal?)hosted.MaxCost, price);
        _ownsPace = first is null;
        bool isDirect = batch is null or { HasFallback: true };
        _pace = first?._pace ?? new RequestPace(
            new PaceLimits(isDirect ? settings.ThrottleLimit : BatchOptions.Width, hosted.RequestLimit, hosted.TokenLimit, hosted.DailyRequestLimit) { MaxWait = settings.Connection.MaxWait }, TimeProvider.System, Random.Shared.NextDouble);
        if (_ownsPace)
            _pace.Paused += (pause, reason) => settings.Session.Verbose($"Pausing for {pause.TotalSeconds:0.#} s: {OneLine(reason)}");
        _model = batch switch
        {
            null => Direct(settings, connection, _budget),
            { HasFallback: true } => new FallbackChatModel(
                new BudgetedChatModel(new BatchedChatModel(Create(settings, batch.Through(connection))), _budget), Direct(settings, connection, _budget.ForModel(direct))),

            // Nothing is to be waited for between two jobs, so that there is no backoff.
            _ => Budgeted(settings, new BatchedChatModel(Create(settings, batch.Through(connection))), _budget, () => 0),
        };
    }

    /// <summary>The cost so far, in US dollars; null if it is not known.</summary>
    public decimal? Cost => _budget.Cost;

    /// <summary>The pace of requests, in words after a comma.</summary>
    public string PaceText => _batch?.PaceText ??
        $", {_pace.Concurrency} at a time" + (_pace.RequestsPerMinute is { } rate ? FormattableString.Invariant($", {rate:0} a minute") : "");

    /// <inheritdoc/>
    public Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken) => _model.CompleteAsync(request, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _model.Dispose();
        if (_ownsPace)
            _pace.Dispose();
    }

    private IChatModel Direct(ModelSettings settings, ChatModelSettings connection, Budget budget) =>
        Budgeted(settings, new TimedChatModel(Create(settings, connection), TimeProvider.System), budget, Random.Shared.NextDouble);

    private BudgetedChatModel Budgeted(ModelSettings settings, IChatModel model, Budget budget, Func<double> random)
    {
        int retryLimit = settings.Connection.RetryLimit;
        RetryingChatModel retrying = new(model, _pace, retryLimit, TimeProvider.System, random);
        if (_batch is null or { HasFallback: true })
            retrying.Retrying += (retry, wait, fault) => settings.Session.Verbose($"Retry {retry} of {retryLimit} in {wait.TotalSeconds:0.#} s: {OneLine(fault.Message)}");
        return new BudgetedChatModel(new ControlledChatModel(retrying, _pace), budget);
    }

    private static CutPromptChatModel Create(ModelSettings settings, ChatModelSettings connection) =>
        new(LibraryLoadContext.Create<IChatModelFactory>().Create(connection), settings.Session.Warn);

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
