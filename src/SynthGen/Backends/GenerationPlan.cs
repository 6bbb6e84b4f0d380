using SynthGen.Generation;

namespace SynthGen.Backends;

/// <summary>What a backend has made of a command's settings: it can generate, or say what that would take.</summary>
internal abstract class GenerationPlan : IDisposable
{
    /// <summary>Where pages go, for the question whether they may; null if they stay where they are.</summary>
    public virtual string? Target => null;

    /// <summary>How many pages are worked on at a time.</summary>
    public abstract int Workers { get; }

    /// <summary>Whether finished pages are remembered.</summary>
    public virtual bool HasJournal => false;

    /// <summary>What was spent so far, in US dollars; null if that is not known.</summary>
    public virtual decimal? Cost => null;

    /// <summary>How fast a service is asked, in words after a comma; empty without one.</summary>
    public virtual string PaceText => "";

    /// <summary>When a quota by the day begins anew; null if that is not known.</summary>
    public virtual DateTimeOffset? NextQuotaDay(TimeProvider time) => null;

    /// <summary>What counts pages instead of sending them; null if none would be sent.</summary>
    /// <exception cref="ConfigurationException">The settings do not do.</exception>
    public virtual GenerationEstimate? Estimate() => null;

    /// <summary>The generator. It is called once, on the pipeline's thread, and lives as long as this.</summary>
    /// <exception cref="ConfigurationException">The settings do not do.</exception>
    public abstract Task<IQueryGenerator> CreateAsync();

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
