using System.Management.Automation;
using SynthGen.Backends;

namespace SynthGen;

/// <summary>Base of the cmdlets that can ask a hosted language model: the model, its sampling, pace and limits.</summary>
public abstract class ModelCmdlet : ConnectionCmdlet
{
    /// <summary>The model's name; by default the service's default model, if it has one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary>How freely the model chooses its words.</summary>
    [Parameter]
    [ValidateRange(0.0, 2.0)]
    public double? Temperature { get; set; }

    /// <summary>The probability mass of the tokens that the model samples from (nucleus sampling).</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? TopP { get; set; }

    /// <summary>The maximum number of tokens in a reply, thinking included.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxOutputToken { get; set; }

    /// <summary>How much the model thinks before it answers.</summary>
    [Parameter]
    [ValidateSet("minimal", "low", "medium", "high")]
    public virtual string? ReasoningEffort { get; set; }

    /// <summary>The number of requests in flight; without it the number adapts.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int? ThrottleLimit { get; set; }

    /// <summary>The maximum number of requests a minute.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public virtual int? RequestLimit { get; set; }

    /// <summary>The maximum number of tokens a minute, input and output together.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public virtual int? TokenLimit { get; set; }

    /// <summary>The maximum number of requests in this run, for daily quotas.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public virtual int? DailyRequestLimit { get; set; }

    /// <summary>Ends the run before it takes more tokens than this.</summary>
    [Parameter]
    [ValidateRange(1L, long.MaxValue)]
    public virtual long? MaxTotalToken { get; set; }

    /// <summary>Ends the run before it costs more US dollars than this.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e9)]
    public virtual double? MaxCost { get; set; }

    /// <summary>A JSON file of prices in place of the built-in ones.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public virtual string? PricePath { get; set; }

    /// <summary>The model and its settings, from the parameters.</summary>
    private protected virtual ModelSettings ModelSettings => new(
        Session,
        Connection,
        VertexAI,
        new ModelNameSettings(Model),
        new HostedSettings(ReasoningEffort, RequestLimit, TokenLimit, DailyRequestLimit, MaxTotalToken, MaxCost, PricePath),
        new SamplingSettings(Temperature, TopP, MaxOutputToken),
        ThrottleLimit);
}
