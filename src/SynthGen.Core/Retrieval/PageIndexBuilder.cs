using SynthGen.Files;
using SynthGen.Models;
using SynthGen.Retrieval.Semantics;

namespace SynthGen.Retrieval;

/// <summary>Builds a <see cref="PageIndex"/>, in memory or as a file that is written completely or not at all.</summary>
public sealed class PageIndexBuilder : IDisposable
{
    // The number of texts that every service accepts in one request.
    private const int BatchSize = 32;

    private readonly IPageStoreFactory _stores;
    private readonly AtomicFile? _file;
    private readonly IPageStoreWriter _writer;

    /// <summary>Begins an index.</summary>
    /// <param name="stores">Creates the store.</param>
    /// <param name="path">The file; null for an index in memory.</param>
    /// <param name="replace">Whether an existing file may be replaced.</param>
    /// <exception cref="IOException">The file cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not allow creating it.</exception>
    public PageIndexBuilder(IPageStoreFactory stores, string? path, bool replace)
    {
        ArgumentNullException.ThrowIfNull(stores);
        _stores = stores;

        _file = path is null ? null : new AtomicFile(path, replace ? FilePlacement.Replace : FilePlacement.CreateNew, LeaveToStore);
        try
        {
            _writer = stores.Create(_file?.PartialPath);
        }
        catch
        {
            _file?.Discard();
            throw;
        }
    }

    /// <summary>The number of pages.</summary>
    public int Count => _writer.Count;

    /// <summary>Takes the number of pages with vectors, each time that some are added, on any thread; null for nobody.</summary>
    public Action<int>? Embedded { get; set; }

    /// <summary>Adds a page; false if there is already one with its key.</summary>
    /// <exception cref="IOException">The page cannot be stored.</exception>
    public bool Add(OcrPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return _writer.Add(page);
    }

    /// <summary>Completes the index with vectors by latent semantic analysis of its own pages.</summary>
    /// <exception cref="IOException">The index cannot be stored; an earlier file is unchanged.</exception>
    public async Task<PageIndex> CompleteAsync(CancellationToken cancellationToken)
    {
        IndexPages(cancellationToken);
        int count = Count;
        LatentSemanticModel model = LatentSemanticTrainer.Train(count, _writer.ReadTexts(), cancellationToken, out DenseMatrix trained);
        int next = 0;
        await AddVectorsAsync(model, EmbedAsync, 1, cancellationToken).ConfigureAwait(false);
        return Complete(model, new StoredEmbedding(StoredEmbedding.Offline, model.Name, model.Dimensions), LatentSemanticFile.Write(model));

        // The pages that the model was trained on have their vectors; their places come in order.
        async Task<IReadOnlyList<float[]>> EmbedAsync((int Place, string Text)[] batch, CancellationToken token)
        {
            IReadOnlyList<float[]> others = await model.EmbedAsync([.. batch.Where(page => !LatentSemanticTrainer.IsSampled(count, page.Place)).Select(page => page.Text)], EmbeddingUse.Page, token).ConfigureAwait(false);
            int other = 0;
            return [.. batch.Select(page => LatentSemanticTrainer.IsSampled(count, page.Place) ? trained.Row(next++)[..model.Dimensions].ToArray() : others[other++])];
        }
    }

    /// <summary>Completes the index with the vectors of a service; the index disposes of the embedder.</summary>
    /// <param name="backend">The service.</param>
    /// <param name="embedder">Its model.</param>
    /// <param name="concurrency">The number of simultaneous requests.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ChatException">The service did not answer.</exception>
    /// <exception cref="InvalidDataException">The service returned vectors of different lengths.</exception>
    /// <exception cref="IOException">The index cannot be stored; an earlier file is unchanged.</exception>
    public async Task<PageIndex> CompleteAsync(string backend, ITextEmbedder embedder, int concurrency, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        IndexPages(cancellationToken);
        int dimensions = await AddVectorsAsync(embedder, concurrency, cancellationToken).ConfigureAwait(false);
        return Complete(embedder, new StoredEmbedding(backend, embedder.Name, dimensions), []);
    }

    /// <summary>
    /// Completes the index with vectors of a model in this process and by latent semantic analysis of its own pages, which know
    /// different things; the index disposes of the embedder.
    /// </summary>
    /// <param name="backend">The name of the backend.</param>
    /// <param name="embedder">Its model.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="IOException">The index cannot be stored; an earlier file is unchanged.</exception>
    public async Task<PageIndex> CompleteAsync(string backend, ITextEmbedder embedder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        IndexPages(cancellationToken);
        LatentSemanticModel model = LatentSemanticTrainer.Train(Count, _writer.ReadTexts(), cancellationToken);
        CombinedEmbedder both = new(embedder, model);
        int dimensions = await AddVectorsAsync(both, 1, cancellationToken).ConfigureAwait(false);
        return Complete(both, new StoredEmbedding(backend, embedder.Name, dimensions), LatentSemanticFile.Write(model));
    }

    /// <summary>Discards an index that was not completed.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        if (_file is { Committed: false })
            _file.Discard();
        _file?.Dispose();
    }

    // The store writes the partial file itself, which is there and empty.
    private static Stream LeaveToStore(Stream partial)
    {
        partial.Dispose();
        return Stream.Null;
    }

    private void IndexPages(CancellationToken cancellationToken) => _writer.IndexWords(IndexWords.Of, cancellationToken);

    private Task<int> AddVectorsAsync(ITextEmbedder embedder, int concurrency, CancellationToken cancellationToken) =>
        AddVectorsAsync(embedder, (batch, token) => embedder.EmbedAsync([.. batch.Select(piece => piece.Text)], EmbeddingUse.Page, token), concurrency, cancellationToken);

    private async Task<int> AddVectorsAsync(
        ITextEmbedder embedder, Func<(int Place, string Text)[], CancellationToken, Task<IReadOnlyList<float[]>>> embed, int concurrency, CancellationToken cancellationToken)
    {
        int dimensions = 0;
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        OrderedQueue<(int Place, string Text)[], PageVector[]> queue = new(EmbedAsync, concurrency, concurrency, ending.Token);
        try
        {
            foreach ((int, string)[] batch in _writer.ReadTexts().SelectMany((page, place) => embedder.Divide(page).Select(text => (place, text))).Chunk(Math.Min(BatchSize, embedder.MostTexts)))
            {
                if (queue.IsFull)
                    await TakeAsync().ConfigureAwait(false);
                queue.Add(batch);
            }

            while (queue.Waiting > 0)
                await TakeAsync().ConfigureAwait(false);
        }
        finally
        {
            // After a failure the other requests are cancelled.
            await ending.CancelAsync().ConfigureAwait(false);
        }

        return Math.Max(1, dimensions);

        async Task<PageVector[]> EmbedAsync((int Place, string Text)[] batch, CancellationToken token)
        {
            IReadOnlyList<float[]> vectors = await embed(batch, token).ConfigureAwait(false);
            return [.. batch.Zip(vectors, (piece, vector) => new PageVector(piece.Place, vector))];
        }

        async Task TakeAsync()
        {
            PageVector[] vectors = await queue.TakeAsync().ConfigureAwait(false);
            if (dimensions == 0 && vectors.Length > 0)
                dimensions = vectors[0].Value.Length;
            if (dimensions == 0 || vectors.Any(vector => vector.Value.Length != dimensions))
                throw new InvalidDataException($"The model {embedder.Name} gave vectors of different lengths.");
            _writer.AddVectors(vectors);
            Embedded?.Invoke(vectors[^1].Place + 1);
        }
    }

    private PageIndex Complete(ITextEmbedder embedder, StoredEmbedding embedding, byte[] model)
    {
        IPageStore store = _writer.Complete(embedding, model);
        if (_file is not null)
        {
            store.Dispose();
            _file.Commit();
            store = _stores.Open(_file.TargetPath);
        }

        return new PageIndex(store, new Lazy<ITextEmbedder>(embedder), _file?.TargetPath);
    }
}
