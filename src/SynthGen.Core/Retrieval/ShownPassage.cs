using SynthGen.Retrieval.Semantics;

namespace SynthGen.Retrieval;

/// <summary>
/// The passages of pages that a search shows: where the query's words stand, rare ones above all; of a search by vectors that were
/// made of passages, in the passage nearest to the query.
/// </summary>
internal sealed class ShownPassage
{
    private readonly Dictionary<ulong, double> _words;
    private readonly int _length;
    private readonly ITextEmbedder? _embedder;
    private readonly VectorSet? _vectors;
    private readonly float[]? _vector;

    /// <summary>Prepares the passages of a search by words.</summary>
    /// <param name="query">The query.</param>
    /// <param name="length">The length of a passage in UTF-16 code units.</param>
    public ShownPassage(string query, int length) => (_words, _length) = (Snippet.WordsOf(query), length);

    /// <summary>Prepares the passages of a search by vectors.</summary>
    /// <param name="query">The query.</param>
    /// <param name="length">The length of a passage in UTF-16 code units.</param>
    /// <param name="embedder">The embedder of the vectors.</param>
    /// <param name="vectors">The pages' vectors.</param>
    /// <param name="vector">The query's vector.</param>
    public ShownPassage(string query, int length, ITextEmbedder embedder, VectorSet vectors, float[] vector)
    {
        (_length, _embedder, _vectors, _vector) = (length, embedder, vectors, vector);
        Vocabulary? vocabulary = (embedder as LatentSemanticModel ?? (embedder as CombinedEmbedder)?.Document)?.Features;
        _words = Snippet.WordsOf(query, vocabulary is null ? null : (in Text.WordReader reader) => vocabulary.WeightOf(FeatureCounter.WordFeature(reader)));
    }

    /// <summary>Returns the passage of a page.</summary>
    /// <param name="row">The page's place.</param>
    /// <param name="text">Its text.</param>
    public string Of(int row, WordPlaces text) => Snippet.Of(text, _words, _length, NearestPart(row, text.Text));

    private (int Start, int End)? NearestPart(int row, string text)
    {
        if (_vectors is null)
            return null;

        int count = _vectors.CountOf(row);
        if (count < 2)
            return null;

        // An index of an earlier version may have other passages.
        IReadOnlyList<string> parts = _embedder!.Divide(text);
        if (parts.Count != count)
            return null;
        int nearest = _vectors.NearestOf(row, _vector);
        int start = text.IndexOf(parts[nearest], StringComparison.Ordinal);
        return start < 0 ? null : (start, start + parts[nearest].Length);
    }
}
