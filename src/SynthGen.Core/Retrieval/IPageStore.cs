namespace SynthGen.Retrieval;

/// <summary>Makes and opens stores of pages. Port; implemented with SQLite.</summary>
public interface IPageStoreFactory
{
    /// <summary>Begins a store.</summary>
    /// <param name="path">A file that is not there yet; null for one in memory.</param>
    /// <exception cref="IOException">The file cannot be created.</exception>
    IPageStoreWriter Create(string? path);

    /// <summary>Opens a store that was completed, for reading.</summary>
    /// <exception cref="InvalidDataException">The file is no store of pages, or of another version, or damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    IPageStore Open(string path);
}

/// <summary>
/// A store that is being made: pages are added, then indexed, which gives each its place, in the order of source and
/// number; then each gets its vector. Not thread-safe. What is not completed is worth nothing.
/// </summary>
public interface IPageStoreWriter : IDisposable
{
    /// <summary>How many pages it holds.</summary>
    int Count { get; }

    /// <summary>Adds a page; false if there is one of its source and number already.</summary>
    /// <exception cref="IOException">It cannot be stored.</exception>
    bool Add(OcrPage page);

    /// <summary>Indexes the pages' words. Once, after the last page.</summary>
    /// <param name="prepare">Gives the text whose words are indexed in place of a page's own.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="IOException">They cannot be stored.</exception>
    void IndexWords(Func<string, string> prepare, CancellationToken cancellationToken);

    /// <summary>The pages' texts in the order of their places, read as they are asked for.</summary>
    IEnumerable<string> ReadTexts();

    /// <summary>Adds the vectors of the next pages, in the order of their places.</summary>
    /// <exception cref="IOException">They cannot be stored.</exception>
    void AddVectors(IReadOnlyList<float[]> vectors);

    /// <summary>Completes the store and hands it over for reading; this one is not to be used any more.</summary>
    /// <param name="embedding">What the vectors were made with.</param>
    /// <param name="model">The offline model; empty for one of a service.</param>
    /// <exception cref="IOException">It cannot be stored.</exception>
    IPageStore Complete(StoredEmbedding embedding, byte[] model);
}

/// <summary>Pages, their words and their vectors, for reading. Thread-safe.</summary>
public interface IPageStore : IDisposable
{
    /// <summary>Which page is at which place.</summary>
    IReadOnlyList<PageKey> Keys { get; }

    /// <summary>What the vectors were made with.</summary>
    StoredEmbedding Embedding { get; }

    /// <summary>The offline model.</summary>
    byte[] ReadModel();

    /// <summary>The page at a place.</summary>
    OcrPage Read(int place);

    /// <summary>The places of the pages that hold the words of a query, best first; any text is a query.</summary>
    IReadOnlyList<RowScore> FindWords(string query, int top);

    /// <summary>The vectors in the order of their places.</summary>
    IReadOnlyCollection<float[]> ReadVectors();
}

/// <summary>What a page is told from others by.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Source">The name of its file; empty if unknown.</param>
public readonly record struct PageKey(int Number, string Source);

/// <summary>What the vectors of a store were made with.</summary>
/// <param name="Backend">Offline, or the service that was asked.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Dimensions">Numbers a vector.</param>
public sealed record StoredEmbedding(string Backend, string Model, int Dimensions)
{
    /// <summary>The backend that needs no service.</summary>
    public const string Offline = "Offline";
}
