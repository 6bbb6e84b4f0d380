using SynthGen.Models;

namespace SynthGen.Generation.Batching;

/// <summary>Keeps the roll of the pages under way. Outermost, so that pages from a journal are on it too.</summary>
public sealed class BatchingGenerator(IQueryGenerator inner, BatchCoordinator roll) : DelegatingGenerator(inner)
{
    // The same page may be given twice.
    private readonly Dictionary<OcrPage, Queue<int>> _places = new(ReferenceEqualityComparer.Instance);

    /// <inheritdoc/>
    public override void OnQueued(OcrPage page)
    {
        lock (_places)
        {
            if (!_places.TryGetValue(page, out Queue<int>? places))
                _places[page] = places = [];
            places.Enqueue(roll.Announce());
        }

        Inner.OnQueued(page);
    }

    /// <inheritdoc/>
    public override void Close()
    {
        roll.Close();
        Inner.Close();
    }

    /// <inheritdoc/>
    public override async Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken)
    {
        int place = PlaceOf(page);
        roll.Begin();
        try
        {
            return await Inner.GenerateAsync(page, cancellationToken).ConfigureAwait(false);
        }
        catch (RunEndedException)
        {
            roll.Abandon();
            throw;
        }
        finally
        {
            roll.Finish(place);
        }
    }

    private int PlaceOf(OcrPage page)
    {
        lock (_places)
        {
            Queue<int> places = _places[page];
            int place = places.Dequeue();
            if (places.Count == 0)
                _places.Remove(page);
            return place;
        }
    }
}
