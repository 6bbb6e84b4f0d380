using SynthGen.Text;

namespace SynthGen.Quality;

/// <summary>Words that somebody knows, for checking whether they cover an argument's word or an answer's.</summary>
internal interface IKnownWords
{
    /// <summary>Whether a word is known, in this spelling or in another one.</summary>
    bool Has(ContentWord word);

    /// <summary>Returns the stems of the words of a text that together spell a known abbreviation.</summary>
    HashSet<string> SpelledOut(List<ContentWord> words);

    /// <summary>Whether a word of the same family is known, as far as spelling shows it.</summary>
    bool HasRelated(ContentWord word);
}
