namespace SynthGen.Adapters.Retrieval;

/// <summary>Where the words of an index stand. Thread-safe.</summary>
internal interface IPostingSource
{
    /// <summary>Returns the number of words of each page.</summary>
    int[] ReadLengths();

    /// <summary>Returns the pages that have a word, or a word that begins with it, rising, and how often they have it.</summary>
    (int[] Pages, int[] Counts) Count(string word, bool isPrefix);

    /// <summary>Returns the places of a word, or of words that begin with it, rising: the page in the upper 32 bits, the place among its words in the lower.</summary>
    long[] Places(string word, bool isPrefix);
}
