namespace SynthGen.Adapters.Retrieval;

/// <summary>A term of a query: an FTS5 expression, and the words of the index that it asks for.</summary>
/// <param name="Expression">The expression; its words are quoted, so that none is an operator.</param>
/// <param name="Words">The words, which follow each other in a page; empty if only FTS5 knows them.</param>
/// <param name="IsPrefix">Whether the last word is the beginning of a word of the index.</param>
internal sealed record QueryPhrase(string Expression, IReadOnlyList<string> Words, bool IsPrefix)
{
    /// <summary>A term of words that the index holds as they are here.</summary>
    public static QueryPhrase Of(IReadOnlyList<string> words, bool isPrefix) =>
        new($"\"{string.Join(' ', words)}\"{(isPrefix ? " *" : "")}", words, isPrefix);
}
