using SynthGen.Models;
using SynthGen.Models.Pacing;
using SynthGen.Models.Spending;

namespace SynthGen.Backends;

/// <summary>A service's model with budget, retries and pace around it. Only this class composes them.</summary>
internal sealed class PacedChatModel : IChatModel
{
    private readonly RequestPace _pace;
    private readonly bool _ownsPace;
    private readonly Budget _budget;
    private readonly BudgetedChatModel _model;

    /// <summary>Creates the model; nothing is sent yet.</summary>
    /// <param name="settings">The command's parameters.</param>
    /// <param name="connection">The way to the model.</param>
    /// <param name="first">Another model of the same run, which outlives this one: both keep one budget and one pace. Null for none.</param>
    /// <exception cref="ConfigurationException">The settings are invalid.</exception>
    public PacedChatModel(ModelSettings settings, ChatModelSettings connection, PacedChatModel? first = null)
    {
        Action<string> log = settings.Session.Verbose;
        HostedSettings hosted = settings.Hosted;
        int retryLimit = settings.Connection.RetryLimit;
        Price? price = PriceFile.Find(settings, connection.Model);
        _budget = first?._budget.ForModel(price) ?? new Budget(hosted.MaxTotalToken, (decimal?)hosted.MaxCost, price);
        _ownsPace = first is null;
        _pace = first?._pace ?? new RequestPace(
            new PaceLimits(settings.ThrottleLimit, hosted.RequestLimit, hosted.TokenLimit, hosted.DailyRequestLimit) { MaxWait = settings.Connection.MaxWait }, TimeProvider.System, Random.Shared.NextDouble);
        if (_ownsPace)
            _pace.Paused += (pause, reason) => log($"Pausing for {pause.TotalSeconds:0.#} s: {OneLine(reason)}");
        RetryingChatModel retrying = new(
            new CutPromptChatModel(new TimedChatModel(LibraryLoadContext.Create<IChatModelFactory>().Create(connection), TimeProvider.System), settings.Session.Warn), _pace, retryLimit, TimeProvider.System, Random.Shared.NextDouble);
        retrying.Retrying += (retry, wait, fault) => log($"Retry {retry} of {retryLimit} in {wait.TotalSeconds:0.#} s: {OneLine(fault.Message)}");
        _model = new BudgetedChatModel(new ControlledChatModel(retrying, _pace), _budget);
    }

    /// <summary>The cost so far, in US dollars; null if it is not known.</summary>
    public decimal? Cost => _budget.Cost;

    /// <summary>The pace of requests, in words after a comma.</summary>
    public string PaceText =>
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

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
