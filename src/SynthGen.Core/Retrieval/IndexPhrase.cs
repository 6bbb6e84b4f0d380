namespace SynthGen.Retrieval;

/// <summary>A word of a query, or several that follow each other, as the full-text index holds them.</summary>
/// <param name="Words">The words, folded, of letters and digits.</param>
/// <param name="IsPrefix">Whether the last word is the beginning of a word of the index.</param>
/// <param name="Pairs">
/// Those of the words that are pairs of characters, in scripts without spaces between words: a page that lacks the phrase may have them.
/// </param>
public sealed record IndexPhrase(IReadOnlyList<string> Words, bool IsPrefix, IReadOnlyList<string> Pairs);
