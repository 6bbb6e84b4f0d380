using SynthGen.Generation;
using SynthGen.Models;
using SynthGen.Models.Spending;

namespace SynthGen.Backends;

/// <summary>The language model of a run. Its two kinds are a hosted model and a model in this process.</summary>
internal abstract class BackendModel : IDisposable
{
    /// <summary>The backend's name, for provenance.</summary>
    public abstract string Backend { get; }

    /// <summary>The model's name.</summary>
    public abstract string Name { get; }

    /// <summary>The place that pages are sent to; ShouldProcess asks about it.</summary>
    public abstract string Target { get; }

    /// <summary>The number of pages that are worked on at a time.</summary>
    public abstract int Workers { get; }

    /// <summary>The price of the model's tokens; null if it is not known.</summary>
    /// <exception cref="ConfigurationException">A budget needs it and it is not known.</exception>
    public abstract Price? Price { get; }

    /// <summary>The price of the model's tokens in jobs; null if none are used, or it is not known.</summary>
    public virtual Price? BatchPrice => null;

    /// <summary>The jobs so far, in words; null if none are used.</summary>
    public virtual string? Jobs => null;

    /// <summary>Whether a grammar holds the evidence to the page's sentences.</summary>
    public virtual bool QuotesFromPage => false;

    /// <summary>Whether the model samples with a seed even if the user gave none.</summary>
    public virtual bool HasSeed => false;

    /// <summary>The tokens of the model's context that a conversation may use beside instruction and page.</summary>
    public virtual int HistoryTokens => 24_000;

    /// <summary>Further settings that decide the rows, for the journal's key.</summary>
    public virtual IReadOnlyList<object?> Identity => [];

    /// <summary>The cost so far, in US dollars; null if it is not known.</summary>
    public virtual decimal? Cost => null;

    /// <summary>The pace of requests, in words after a comma; empty if it is not limited.</summary>
    public virtual string PaceText => "";

    /// <summary>When the daily quota is reset; null if that is not known.</summary>
    public virtual DateTimeOffset? NextQuotaDay(TimeProvider time) => null;

    /// <summary>Tells a model in this process which work is under way; null if no model is.</summary>
    public virtual BatchCoordinator? Coordinator => null;

    /// <summary>Whether the model calls tools by the service's own tool calling.</summary>
    public virtual bool CallsTools => true;

    /// <summary>Creates the model with its decorators.</summary>
    /// <param name="instruction">The turn that most requests begin with; a model in this process reads it once.</param>
    /// <param name="workers">The number of requests at a time.</param>
    /// <exception cref="ConfigurationException">The model cannot be created with these settings.</exception>
    public abstract Task<IChatModel> CreateAsync(ChatTurn instruction, int workers);

    /// <summary>Limits pages to the context of the model that was created.</summary>
    /// <param name="generator">Asks the model.</param>
    /// <param name="conversation">The turns that a page would be sent with.</param>
    public virtual IQueryGenerator LimitToContext(IQueryGenerator generator, Func<OcrPage, IReadOnlyList<ChatTurn>> conversation) => generator;

    /// <summary>Lets the model see the pages that pass through the whole generator.</summary>
    public virtual IQueryGenerator CoordinateBatches(IQueryGenerator generator) => generator;

    /// <summary>Frees what is not the model's own: the jobs that it is asked in. The model is disposed of before.</summary>
    public virtual void Dispose()
    {
    }
}
