using SynthGen.Generation;
using SynthGen.Generation.Journal;

namespace SynthGen.Backends;

/// <summary>A backend's plan for a command's settings. It generates, or estimates what generating would take.</summary>
internal abstract class GenerationPlan : IDisposable
{
    /// <summary>The place that pages are sent to, for ShouldProcess; null if they stay on this machine.</summary>
    public virtual string? Target => null;

    /// <summary>The number of pages that are worked on at a time.</summary>
    public abstract int Workers { get; }

    /// <summary>A hash of the settings that rows depend on, the same in every process.</summary>
    public abstract string Settings { get; }

    /// <summary>Whether a journal remembers finished pages.</summary>
    public virtual bool HasJournal => false;

    /// <summary>Why the journal could not be written; null if it could, or there is none.</summary>
    public virtual JournalNotWrittenException? JournalFailure => null;

    /// <summary>The cost so far, in US dollars; null if it is not known.</summary>
    public virtual decimal? Cost => null;

    /// <summary>The pace of requests to a service, in words after a comma; empty without a service.</summary>
    public virtual string PaceText => "";

    /// <summary>The jobs so far, in words; null if pages are not sent in jobs.</summary>
    public virtual string? Jobs => null;

    /// <summary>When the daily quota is reset; null if that is not known.</summary>
    public virtual DateTimeOffset? NextQuotaDay(TimeProvider time) => null;

    /// <summary>Counts pages instead of sending them; null if no pages would be sent.</summary>
    /// <exception cref="ConfigurationException">The settings are invalid.</exception>
    public virtual GenerationEstimate? Estimate() => null;

    /// <summary>Creates the generator. Called once, on the pipeline's thread; the generator lives as long as this plan.</summary>
    /// <exception cref="ConfigurationException">The settings are invalid.</exception>
    public abstract Task<IQueryGenerator> CreateAsync();

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
