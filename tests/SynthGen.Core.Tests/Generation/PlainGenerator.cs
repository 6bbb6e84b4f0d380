using SynthGen.Generation;

namespace SynthGen.Core.Tests.Generation;

/// <summary>Base of the tests' generators, in which only pages matter.</summary>
internal abstract class PlainGenerator : IQueryGenerator
{
    public abstract Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken);

    public void OnQueued(OcrPage page)
    {
    }

    public void Close()
    {
    }

    public PageOutcome Finish(PageOutcome outcome) => outcome;
}
