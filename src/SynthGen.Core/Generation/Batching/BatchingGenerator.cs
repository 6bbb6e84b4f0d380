using SynthGen.Models;

namespace SynthGen.Generation.Batching;

/// <summary>Reports every page to the batch coordinator. It wraps all other generators, so that pages from a journal are counted too.</summary>
public sealed class BatchingGenerator(IQueryGenerator inner, BatchCoordinator coordinator) : DelegatingGenerator(inner)
{
    // The same page may be added twice.
    private readonly Dictionary<OcrPage, Queue<int>> _places = new(ReferenceEqualityComparer.Instance);

    /// <inheritdoc/>
    public override void OnQueued(OcrPage page)
    {
        lock (_places)
        {
            if (!_places.TryGetValue(page, out Queue<int>? places))
                _places[page] = places = [];
            places.Enqueue(coordinator.Announce());
        }

        Inner.OnQueued(page);
    }

    /// <inheritdoc/>
    public override void Close()
    {
        coordinator.Close();
        Inner.Close();
    }

    /// <inheritdoc/>
    public override async Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken)
    {
        int place = PlaceOf(page);
        coordinator.Begin();
        try
        {
            return await Inner.GenerateAsync(page, cancellationToken).ConfigureAwait(false);
        }
        catch (RunEndedException)
        {
            coordinator.Abandon();
            throw;
        }
        finally
        {
            coordinator.Finish(place);
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
