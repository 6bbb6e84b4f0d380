using SynthGen.Generation;
using SynthGen.Generation.Prompts;
using SynthGen.Models;
using SynthGen.Models.Spending;

namespace SynthGen.Backends;

/// <summary>The language model of a run: all that a hosted one and one in this process do not have in common.</summary>
internal abstract class BackendModel
{
    /// <summary>The backend's name, for provenance.</summary>
    public abstract string Backend { get; }

    /// <summary>The model's name.</summary>
    public abstract string Name { get; }

    /// <summary>Where the pages go, for the question whether they may.</summary>
    public abstract string Target { get; }

    /// <summary>How many pages are worked on at a time.</summary>
    public abstract int Workers { get; }

    /// <summary>What the model's tokens cost; null if that is not known.</summary>
    /// <exception cref="ConfigurationException">A budget needs it and it is not known.</exception>
    public abstract Price? Price { get; }

    /// <summary>Whether a grammar holds the evidence to the page's sentences.</summary>
    public virtual bool QuotesFromPage => false;

    /// <summary>Whether it samples by a seed even if none was given.</summary>
    public virtual bool HasSeed => false;

    /// <summary>What a conversation may take of the model's context, apart from instruction and page.</summary>
    public virtual int HistoryTokens => 24_000;

    /// <summary>What else decides the rows, for the journal.</summary>
    public virtual IReadOnlyList<object?> Identity => [];

    /// <summary>What was spent so far, in US dollars; null if that is not known.</summary>
    public virtual decimal? Cost => null;

    /// <summary>How fast the model is asked, in words after a comma; empty if that is not limited.</summary>
    public virtual string PaceText => "";

    /// <summary>When a quota by the day begins anew; null if that is not known.</summary>
    public virtual DateTimeOffset? NextQuotaDay(TimeProvider time) => null;

    /// <summary>The model, with everything around it.</summary>
    /// <exception cref="ConfigurationException">It cannot be had so.</exception>
    public abstract Task<IChatModel> CreateAsync(PromptWriter prompts, int workers);

    /// <summary>Makes pages fit the model that was created.</summary>
    /// <param name="generator">Asks the model.</param>
    /// <param name="conversation">The turns that a page would be sent with.</param>
    public virtual IQueryGenerator LimitToContext(IQueryGenerator generator, Func<OcrPage, IReadOnlyList<ChatTurn>> conversation) => generator;

    /// <summary>Has the model know of the pages that go through the whole generator.</summary>
    public virtual IQueryGenerator CoordinateBatches(IQueryGenerator generator) => generator;
}
