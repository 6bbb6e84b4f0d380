using System.Collections.Concurrent;
using SynthGen.Documents;
using SynthGen.Retrieval;
using SynthGen.Retrieval.Semantics;
using SynthGen.Tools;

namespace SynthGen;

/// <summary>The pages of a document, searched by their words (BM25) and by their vectors (cosine).</summary>
public sealed class PageIndex : IPageIndex
{
    private const int MostQueries = 4096;

    private readonly IPageStore _store;
    private readonly Lazy<ITextEmbedder>? _embedder;
    private readonly Lazy<VectorSet> _vectors;
    private readonly PagePlaces _places;
    private readonly Lazy<string> _identity;
    private readonly ShownPages _shown;

    // A text is asked for more than once: for its rank, for what it means, and by the next command.
    private readonly ConcurrentDictionary<string, float[]> _queries = new(StringComparer.Ordinal);

    internal PageIndex(IPageStore store, Lazy<ITextEmbedder>? embedder, string? path)
    {
        (_store, _embedder, Path) = (store, embedder, path);
        _vectors = new(() => new VectorSet(store.Embedding.Dimensions, store.Keys.Count, store.ReadVectors));
        _places = new(store.Keys);
        _shown = new(store);
        _identity = new(() => IndexIdentity.Of(store));
    }

    /// <inheritdoc/>
    public int Count => _store.Keys.Count;

    /// <summary>The file; null for an index in memory.</summary>
    public string? Path { get; }

    /// <summary>The embedding backend: Offline, one in this process, or a service.</summary>
    public string EmbeddingBackend => _store.Embedding.Backend;

    /// <summary>The model of the vectors.</summary>
    public string EmbeddingModel => _store.Embedding.Model;

    /// <summary>The numbers in a vector.</summary>
    public int Dimensions => _store.Embedding.Dimensions;

    /// <inheritdoc/>
    string IPageIndex.Identity => _identity.Value;

    /// <summary>Opens an index that was built earlier.</summary>
    /// <param name="stores">Opens the file.</param>
    /// <param name="path">The file.</param>
    /// <param name="connect">Returns the model that made the vectors, if it is not the offline one; null for an index that is not searched by vectors.</param>
    /// <exception cref="InvalidDataException">The file is not an index, has another version, or is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PageIndex Open(IPageStoreFactory stores, string path, Func<StoredEmbedding, ITextEmbedder?> connect)
    {
        ArgumentNullException.ThrowIfNull(stores);
        ArgumentNullException.ThrowIfNull(connect);
        IPageStore store = stores.Open(path);
        try
        {
            Lazy<ITextEmbedder>? embedder = store.Embedding.Backend == StoredEmbedding.Offline
                ? new(() => ReadModel(store))
                : connect(store.Embedding) is { } model ? new(WithDocument(model, store)) : null;
            return new PageIndex(store, embedder, path);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public OcrPage? Find(PageKey key) => _places.Find(key with { Source = key.Source ?? "" }) is { } place ? _store.Read(place) : null;

    /// <summary>Returns the page with a number and a source, if it is the only one; see <see cref="Find(PageKey)"/>.</summary>
    public OcrPage? Find(int number, string source) => Find(new PageKey(source, number, number, null));

    /// <summary>Reads the pages lazily, in the order of source and place in the document.</summary>
    public IEnumerable<OcrPage> ReadPages() => Enumerable.Range(0, Count).Select(_store.Read);

    /// <inheritdoc/>
    public bool CanRun(string tool) =>
        tool == BuiltInTools.FullTextSearch.Name || (tool == BuiltInTools.VectorSearch.Name && _embedder is not null);

    /// <inheritdoc/>
    IReadOnlyList<PageKey> IPageIndex.Keys => _store.Keys;

    /// <inheritdoc/>
    public IReadOnlyList<PageHit> Search(string tool, string query, int top) => Search(tool, query, top, CancellationToken.None);

    /// <inheritdoc/>
    public IReadOnlyList<PageHit> Search(string tool, string query, int top, int snippetLength) => Search(tool, query, top, snippetLength, CancellationToken.None);

    /// <summary>
    /// Runs a search like <see cref="Search(string, string, int)"/>, with cancellation of the wait for a service.
    /// </summary>
    public IReadOnlyList<PageHit> Search(string tool, string query, int top, CancellationToken cancellationToken) => Search(tool, query, top, Snippet.UsualLength, cancellationToken);

    private IReadOnlyList<PageHit> Search(string tool, string query, int top, int snippetLength, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(snippetLength, 1);
        Check(tool, query, top);
        float[]? vector = tool == BuiltInTools.VectorSearch.Name ? VectorOf(query, cancellationToken) : null;
        IReadOnlyList<RowScore> found = vector is not null ? _vectors.Value.Find(vector, top) : tool == BuiltInTools.VectorSearch.Name ? [] : _store.FindWords(query, top);
        ShownPassage passage = vector is null ? new ShownPassage(query, snippetLength) : new ShownPassage(query, snippetLength, _embedder!.Value, _vectors.Value, vector);
        return [.. found.Select((hit, i) => Hit(i + 1, _store.Keys[hit.Row], hit))];

        PageHit Hit(int rank, PageKey page, RowScore hit) => new(rank, page.Number, page.Source, hit.Score, passage.Of(hit.Row, _shown.Of(hit.Row)))
        {
            Label = page.Label!,
            Ordinal = page.Ordinal,
        };
    }

    /// <inheritdoc/>
    public int? RankOf(PageKey page, string tool, string query, int top)
    {
        Check(tool, query, top);
        if (_places.FindExact(page) is not { } place)
            return null;
        if (tool == BuiltInTools.FullTextSearch.Name)
            return _store.RankOfWords(query, place, top);

        return VectorOf(query, CancellationToken.None) is { } vector ? _vectors.Value.RankOf(place, vector, top) : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<PageKey> FindPages(string tool, string query, int top) =>
        [.. Find(tool, query, top, CancellationToken.None).Select(hit => _store.Keys[hit.Row])];

    /// <inheritdoc/>
    public IReadOnlyList<float[]>? Embed(IReadOnlyList<string> texts, EmbeddingUse use) =>
        _embedder?.Value is not { IsNeuralInProcess: true } embedder ? null
        : use == EmbeddingUse.Query ? [.. texts.Select(text => EmbedQuery(text, CancellationToken.None))]
        : embedder.EmbedAsync(texts, use, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Returns the vectors of searches, by the model in this process that made the index's vectors; null if a service did, or the index was opened without it.</summary>
    internal IReadOnlyList<float[]>? EmbedQueries(IReadOnlyList<string> queries, CancellationToken cancellationToken) =>
        _embedder is null || (EmbeddingBackend != StoredEmbedding.Offline && !_embedder.Value.IsNeuralInProcess)
            ? null
            : [.. queries.Select(query =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                return EmbedQuery(query, cancellationToken);
            })];

    /// <inheritdoc/>
    public void Dispose()
    {
        _store.Dispose();
        if (_embedder is { IsValueCreated: true })
            _embedder.Value.Dispose();
    }

    /// <summary>The file, or the number of pages in memory.</summary>
    public override string ToString() => Path ?? $"{Count} pages in memory";

    private void Check(string tool, string query, int top)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        if (!CanRun(tool))
            throw new ArgumentException($"The tool '{tool}' cannot be run on an index.", nameof(tool));
    }

    private IReadOnlyList<RowScore> Find(string tool, string query, int top, CancellationToken cancellationToken)
    {
        Check(tool, query, top);
        return tool == BuiltInTools.FullTextSearch.Name ? _store.FindWords(query, top)
            : VectorOf(query, cancellationToken) is { } vector ? _vectors.Value.Find(vector, top) : [];
    }

    // Services reject empty texts.
    private float[]? VectorOf(string query, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(query) || Count == 0 ? null : EmbedQuery(query, cancellationToken);

    // A query is often needed again: for its rank, its support, its replay.
    private float[] EmbedQuery(string query, CancellationToken cancellationToken)
    {
        if (_queries.TryGetValue(query, out float[]? known))
            return known;
        if (_queries.Count >= MostQueries)
            _queries.Clear();
        return _queries[query] = _embedder!.Value.EmbedAsync([query], EmbeddingUse.Query, cancellationToken).GetAwaiter().GetResult()[0];
    }

    // An index of a model in this process keeps the document's own model too.
    private static ITextEmbedder WithDocument(ITextEmbedder model, IPageStore store)
    {
        try
        {
            return store.ReadModel() is { Length: > 0 } document ? new CombinedEmbedder(model, LatentSemanticFile.Read(document)) : model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static LatentSemanticModel ReadModel(IPageStore store) =>
        LatentSemanticFile.Read(store.ReadModel()) is var model && model.Dimensions == store.Embedding.Dimensions
            ? model
            : throw new InvalidDataException("The index is damaged: its model gives other vectors than it holds.");
}
