namespace SynthGen.Generation;

/// <summary>Turns a page into rows. Port; decorators (<see cref="DelegatingGenerator"/>) add one concern each.</summary>
public interface IQueryGenerator
{
    /// <summary>Generates a page's rows. Called for several pages at a time.</summary>
    /// <returns>The page's outcome; a page that fails is a Failed outcome, not an exception.</returns>
    Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken);

    /// <summary>Announces a page: called once a page, in page order, before any work on it.</summary>
    void OnQueued(OcrPage page);

    /// <summary>Declares that no more pages will come.</summary>
    void Close();

    /// <summary>
    /// Finishes an outcome, with knowledge of the pages before it: called once a page, in page order, never in
    /// parallel.
    /// </summary>
    PageOutcome Finish(PageOutcome outcome);
}
