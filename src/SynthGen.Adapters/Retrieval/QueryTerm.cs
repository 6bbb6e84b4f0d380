namespace SynthGen.Adapters.Retrieval;

/// <summary>A term of a query: a word, or several that follow each other in a page.</summary>
/// <param name="Expression">It as an FTS5 expression; terms with the same one are the same.</param>
/// <param name="Words">Its words as the index holds them; empty for an index of raw words.</param>
/// <param name="IsPrefix">Whether the last word is the beginning of a word.</param>
internal sealed record QueryTerm(string Expression, IReadOnlyList<string> Words, bool IsPrefix)
{
    /// <summary>Creates a term of words; they are quoted, so that none is an operator.</summary>
    public static QueryTerm Of(IReadOnlyList<string> words, bool isPrefix = false) => new($"\"{string.Join(' ', words)}\"{(isPrefix ? " *" : "")}", words, isPrefix);

    /// <summary>Returns a term of each word.</summary>
    public IEnumerable<QueryTerm> ToWords() => Words.Select((word, i) => Of([word], IsPrefix && i == Words.Count - 1));
}
