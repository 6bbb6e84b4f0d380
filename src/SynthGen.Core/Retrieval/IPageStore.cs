using SynthGen.Documents;

namespace SynthGen.Retrieval;

/// <summary>Creates and opens stores of pages. Port; implemented with SQLite.</summary>
public interface IPageStoreFactory
{
    /// <summary>Begins a store.</summary>
    /// <param name="path">A file that does not exist yet; null for a store in memory.</param>
    /// <exception cref="IOException">The file cannot be created.</exception>
    IPageStoreWriter Create(string? path);

    /// <summary>Opens a completed store for reading.</summary>
    /// <exception cref="InvalidDataException">The file is not a store of pages, has another version, or is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    IPageStore Open(string path);
}

/// <summary>
/// A store under construction. Pages are added first. Indexing then gives each page its place, in the order of source,
/// ordinal, number and label. Then each page gets its vector. Not thread-safe. A store that is not completed is useless.
/// </summary>
public interface IPageStoreWriter : IDisposable
{
    /// <summary>The number of pages.</summary>
    int Count { get; }

    /// <summary>Adds a page; false if the store already has one with its key.</summary>
    /// <exception cref="IOException">The page cannot be stored.</exception>
    bool Add(OcrPage page);

    /// <summary>Indexes the pages' words. Call it once, after the last page.</summary>
    /// <param name="prepare">Returns the text to index in place of a page's own.</param>
    /// <param name="cancellationToken">Cancels indexing.</param>
    /// <exception cref="IOException">The words cannot be stored.</exception>
    void IndexWords(Func<string, string> prepare, CancellationToken cancellationToken);

    /// <summary>Reads the pages' texts lazily, in the order of their places.</summary>
    IEnumerable<string> ReadTexts();

    /// <summary>Adds the next vectors, in the order of their pages' places; each page has one or more.</summary>
    /// <exception cref="IOException">The vectors cannot be stored.</exception>
    void AddVectors(IReadOnlyList<PageVector> vectors);

    /// <summary>Completes the store and returns it for reading; do not use this writer afterwards.</summary>
    /// <param name="embedding">The embedding of the vectors.</param>
    /// <param name="model">The model of the document's own words; empty if the vectors are a service's alone.</param>
    /// <exception cref="IOException">The store cannot be completed.</exception>
    IPageStore Complete(StoredEmbedding embedding, byte[] model);
}

/// <summary>Pages, their words and their vectors, for reading. Thread-safe.</summary>
public interface IPageStore : IDisposable
{
    /// <summary>The pages' keys in the order of their places.</summary>
    IReadOnlyList<PageKey> Keys { get; }

    /// <summary>The embedding of the vectors.</summary>
    StoredEmbedding Embedding { get; }

    /// <summary>Reads the model of the document's own words; empty if the vectors are a service's alone.</summary>
    byte[] ReadModel();

    /// <summary>Reads the page at a place.</summary>
    OcrPage Read(int place);

    /// <summary>
    /// Returns the places of the pages with the words of a query, best first; every text is a valid query.
    /// </summary>
    IReadOnlyList<RowScore> FindWords(string query, int top);

    /// <summary>Returns the rank, from 1, of the page at a place among the pages of <see cref="FindWords"/>; null if it is not one of them.</summary>
    int? RankOfWords(string query, int place, int top);

    /// <summary>Reads the vectors in the order of their pages' places.</summary>
    /// <param name="take">Takes the place of each vector's page, and the vector, which the next one overwrites.</param>
    void ReadVectors(Action<int, ReadOnlySpan<float>> take);
}

/// <summary>A vector of a page, or of a passage of it.</summary>
/// <param name="Place">The page's place.</param>
/// <param name="Value">The vector.</param>
public readonly record struct PageVector(int Place, float[] Value);

/// <summary>The embedding that made the vectors of a store.</summary>
/// <param name="Backend">Offline, or the name of a backend in this process or of a service.</param>
/// <param name="Model">The model's name; of one in this process, an <see cref="EncoderName"/>.</param>
/// <param name="Dimensions">The numbers in a vector.</param>
public sealed record StoredEmbedding(string Backend, string Model, int Dimensions)
{
    /// <summary>The backend that needs no service.</summary>
    public const string Offline = "Offline";
}
