namespace SynthGen.Generation;

/// <summary>Turns a page into rows. Port; decorators (<see cref="DelegatingGenerator"/>) add one concern each.</summary>
public interface IQueryGenerator
{
    /// <summary>Generates a page's rows. Runs for several pages at a time.</summary>
    /// <returns>The page's outcome; a page that fails is a Failed outcome, not an exception.</returns>
    Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken);

    /// <summary>Says that a page will come: called once a page, in page order, before any work on it.</summary>
    void OnQueued(OcrPage page);

    /// <summary>Says that no more pages will come.</summary>
    void Close();

    /// <summary>Finishes an outcome in the light of the pages before it: called once a page, in page order, never in parallel.</summary>
    PageOutcome Finish(PageOutcome outcome);
}
