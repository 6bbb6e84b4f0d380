using System.Management.Automation;
using SynthGen.Backends;
using SynthGen.Models;
using SynthGen.Models.Pacing;
using SynthGen.Models.Spending;

namespace SynthGen;

/// <summary>Base of the cmdlets that can ask a hosted language model: which one, how it samples, how fast it is asked.</summary>
public abstract class ModelCmdlet : ConnectionCmdlet
{
    private RequestPace? _pace;
    private Budget? _budget;

    /// <summary>The model's name; the service's default if it has one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary>How freely the model chooses its words.</summary>
    [Parameter]
    [ValidateRange(0.0, 2.0)]
    public double? Temperature { get; set; }

    /// <summary>The share of likely words that the model chooses among.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? TopP { get; set; }

    /// <summary>The most tokens of a reply, thinking included.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxOutputToken { get; set; }

    /// <summary>How much the model thinks before it answers.</summary>
    [Parameter]
    [ValidateSet("minimal", "low", "medium", "high")]
    public string? ReasoningEffort { get; set; }

    /// <summary>Requests in flight; without it their number adapts.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int? ThrottleLimit { get; set; }

    /// <summary>Requests a minute.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? RequestLimit { get; set; }

    /// <summary>Tokens a minute, input and output together.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? TokenLimit { get; set; }

    /// <summary>Requests of this run in all, for quotas by the day.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? DailyRequestLimit { get; set; }

    /// <summary>Ends the run before it takes more tokens than this.</summary>
    [Parameter]
    [ValidateRange(1L, long.MaxValue)]
    public long? MaxTotalToken { get; set; }

    /// <summary>Ends the run before it costs more US dollars than this.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e9)]
    public double? MaxCost { get; set; }

    /// <summary>A JSON file of prices in place of the built-in ones.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PricePath { get; set; }

    /// <summary>What was spent so far, in US dollars; null if that is not known.</summary>
    internal decimal? SpentCost => _budget?.Cost;

    /// <summary>How fast the model is asked, in words after a comma; empty without a model.</summary>
    internal string PaceText => _pace is null ? ""
        : $", {_pace.Concurrency} at a time" + (_pace.RequestsPerMinute is { } rate ? FormattableString.Invariant($", {rate:0} a minute") : "");

    /// <summary>How the model samples.</summary>
    internal ChatSampling Sampling(int? seed) => new(Temperature, TopP, MaxOutputToken, ReasoningEffort, seed);

    /// <summary>The settings to reach a service's model; ends the command if they do not do.</summary>
    /// <param name="backend">The service.</param>
    /// <param name="isSending">Whether something will be sent; to reckon alone takes no key.</param>
    internal ChatModelSettings Connect(HostedBackend backend, bool isSending = true) => Connect(backend, Model ?? backend.DefaultModel, isSending);

    /// <summary>The model, with everything around it: budget, retries, pace. Composed here and nowhere else.</summary>
    internal IChatModel CreateModel(ChatModelSettings settings)
    {
        _pace = new RequestPace(
            new PaceLimits(ThrottleLimit, RequestLimit, TokenLimit, DailyRequestLimit), TimeProvider.System, Random.Shared.NextDouble);
        _pace.Paused += (pause, reason) => Post(() => WriteVerbose($"Pausing for {pause.TotalSeconds:0.#} s: {OneLine(reason)}"));
        _budget = new Budget(MaxTotalToken, (decimal?)MaxCost, FindPrice(settings.Model));
        RetryingChatModel retrying = new(
            LibraryLoadContext.Create<IChatModelFactory>().Create(settings), _pace, RetryLimit, TimeProvider.System, Random.Shared.NextDouble);
        retrying.Retrying += (retry, wait, fault) => Post(() => WriteVerbose($"Retry {retry} of {RetryLimit} in {wait.TotalSeconds:0.#} s: {OneLine(fault.Message)}"));
        return new BudgetedChatModel(retrying, _budget);
    }

    /// <summary>Loads a model into this process; Ctrl-C ends the wait.</summary>
    internal ILocalChatModel LoadModel(ILocalModelFactory factory, LocalModelSettings settings)
    {
        Task<ILocalChatModel> loading = Task.Run(() => factory.CreateAsync(settings with { Log = line => Post(() => WriteVerbose(line)) }, StopToken));
        try
        {
            return Await(loading);
        }
        catch (PipelineStoppedException)
        {
            // It may be loaded at this very moment.
            loading.ContinueWith(late => late.Result.Dispose(), TaskContinuationOptions.OnlyOnRanToCompletion);
            throw;
        }
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What the model's tokens cost; ends the command if a budget needs it and it is not known.</summary>
    internal Price? FindPrice(string model)
    {
        Price? price = PriceFile.Read(this, PricePath).Of(model);
        if (price is null && MaxCost is not null)
        {
            ThrowTerminatingError(Errors.Create(
                "UnknownPrice", ErrorCategory.InvalidArgument, model, $"-MaxCost needs the price of '{model}', which is not known.",
                "Give a file of prices by -PricePath, or limit tokens by -MaxTotalToken."));
        }

        return price;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _pace?.Dispose();
}
