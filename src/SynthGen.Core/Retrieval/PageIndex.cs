using SynthGen.Retrieval;
using SynthGen.Retrieval.Semantics;
using SynthGen.Tools;

namespace SynthGen;

/// <summary>The pages of a document, searched by their words (BM25) and by their vectors (cosine).</summary>
public sealed class PageIndex : IPageIndex
{
    private readonly IPageStore _store;
    private readonly Lazy<ITextEmbedder>? _embedder;
    private readonly Lazy<VectorSet> _vectors;
    private readonly Lazy<Dictionary<PageKey, int>> _places;

    internal PageIndex(IPageStore store, Lazy<ITextEmbedder>? embedder, string? path)
    {
        (_store, _embedder, Path) = (store, embedder, path);
        _vectors = new(() => new VectorSet(store.Embedding.Dimensions, store.ReadVectors()));
        _places = new(MapPlaces);
    }

    /// <inheritdoc/>
    public int Count => _store.Keys.Count;

    /// <summary>The file; null for an index in memory.</summary>
    public string? Path { get; }

    /// <summary>The embedding backend: Offline, or a service.</summary>
    public string EmbeddingBackend => _store.Embedding.Backend;

    /// <summary>The model of the vectors.</summary>
    public string EmbeddingModel => _store.Embedding.Model;

    /// <summary>The numbers in a vector.</summary>
    public int Dimensions => _store.Embedding.Dimensions;

    /// <summary>Opens an index that was built earlier.</summary>
    /// <param name="stores">Opens the file.</param>
    /// <param name="path">The file.</param>
    /// <param name="connect">Returns a service's model if the index needs one; null for an index that is not searched by vectors.</param>
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
                : connect(store.Embedding) is { } service ? new(service) : null;
            return new PageIndex(store, embedder, path);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public OcrPage? Find(int number, string source) =>
        _places.Value.TryGetValue(new PageKey(number, source ?? ""), out int place) && place >= 0 ? _store.Read(place) : null;

    /// <inheritdoc/>
    public bool CanRun(string tool) =>
        tool == BuiltInTools.FullTextSearch.Name || (tool == BuiltInTools.VectorSearch.Name && _embedder is not null);

    /// <inheritdoc/>
    public IReadOnlyList<PageHit> Search(string tool, string query, int top) => Search(tool, query, top, CancellationToken.None);

    /// <summary>
    /// Runs a search like <see cref="Search(string, string, int)"/>, with cancellation of the wait for a service.
    /// </summary>
    public IReadOnlyList<PageHit> Search(string tool, string query, int top, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        if (!CanRun(tool))
            throw new ArgumentException($"The tool '{tool}' cannot be run on an index.", nameof(tool));

        IReadOnlyList<RowScore> found = tool == BuiltInTools.FullTextSearch.Name
            ? _store.FindWords(query, top)
            : FindMeaning(query, top, cancellationToken);
        HashSet<ulong> words = Snippet.WordsOf(query);
        return [.. found.Select((hit, i) => new PageHit(
            i + 1, _store.Keys[hit.Row].Number, _store.Keys[hit.Row].Source, hit.Score, Snippet.Of(_store.Read(hit.Row).Text, words)))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _store.Dispose();
        if (_embedder is { IsValueCreated: true })
            _embedder.Value.Dispose();
    }

    /// <summary>The file, or the number of pages in memory.</summary>
    public override string ToString() => Path ?? $"{Count} pages in memory";

    private IReadOnlyList<RowScore> FindMeaning(string query, int top, CancellationToken cancellationToken)
    {
        // Services reject empty texts.
        if (string.IsNullOrWhiteSpace(query) || Count == 0)
            return [];

        float[] vector = _embedder!.Value.EmbedAsync([query], EmbeddingUse.Query, cancellationToken).GetAwaiter().GetResult()[0];
        return _vectors.Value.Find(vector, top);
    }

    private static LatentSemanticModel ReadModel(IPageStore store) =>
        LatentSemanticFile.Read(store.ReadModel()) is var model && model.Dimensions == store.Embedding.Dimensions
            ? model
            : throw new InvalidDataException("The index is damaged: its model gives other vectors than it holds.");

    // An empty source matches any source unless a page has an empty one; -1 marks an ambiguous number.
    private Dictionary<PageKey, int> MapPlaces()
    {
        IReadOnlyList<PageKey> keys = _store.Keys;
        Dictionary<PageKey, int> places = new(2 * keys.Count);
        for (int place = 0; place < keys.Count; place++)
            places.Add(keys[place], place);
        HashSet<int> unnamed = [.. keys.Where(key => key.Source.Length == 0).Select(key => key.Number)];
        for (int place = 0; place < keys.Count; place++)
        {
            if (!unnamed.Contains(keys[place].Number) && !places.TryAdd(keys[place] with { Source = "" }, place))
                places[keys[place] with { Source = "" }] = -1;
        }

        return places;
    }
}
