using System.Collections.Frozen;
using SynthGen.Text;

namespace SynthGen.Quality.Queries;

/// <summary>The word lists of QueryWords.txt, each a set that ignores case.</summary>
internal static class QueryWordLists
{
    private static readonly Dictionary<string, List<string>> Lines = TextResource.Sections("QueryWords.txt");

    /// <summary>Function words that make a text English.</summary>
    public static FrozenSet<string> English { get; } = Words("english");

    /// <summary>Function words of other languages written in Latin letters.</summary>
    public static FrozenSet<string> Foreign { get; } = Words("foreign");

    /// <summary>Question words.</summary>
    public static FrozenSet<string> Question { get; } = Words("question");

    /// <summary>Auxiliary verbs.</summary>
    public static FrozenSet<string> Auxiliary { get; } = Words("auxiliary");

    /// <summary>Prepositions that end only questions and relative clauses.</summary>
    public static FrozenSet<string> Preposition { get; } = Words("preposition");

    /// <summary>Words that end nothing.</summary>
    public static FrozenSet<string> NeverLast { get; } = Words("never-last");

    /// <summary>Words after which a clause may end in an auxiliary verb.</summary>
    public static FrozenSet<string> ClauseOpener { get; } = Words("clause-opener");

    /// <summary>Words that begin nothing but a question or the rest of a sentence.</summary>
    public static FrozenSet<string> NeverFirst { get; } = Words("never-first");

    /// <summary>Words with which the rest of a copied sentence begins.</summary>
    public static FrozenSet<string> Continuation { get; } = Words("continuation");

    /// <summary>Function words that may stand twice in a row.</summary>
    public static FrozenSet<string> MayDouble { get; } = Words("may-double");

    /// <summary>Abbreviations before what they belong to: they end nothing.</summary>
    public static FrozenSet<string> Leading { get; } = Words("leading");

    /// <summary>Titles that need a name behind them, unless an article stands before them.</summary>
    public static FrozenSet<string> Title { get; } = Words("title");

    /// <summary>Abbreviations of two letters that are also written apart, without their points: D. C.</summary>
    public static FrozenSet<string> SpacedAbbreviation { get; } = Words("spaced-abbreviation");

    /// <summary>Nouns that a single letter may follow: Exhibit B, Plan B.</summary>
    public static FrozenSet<string> Label { get; } = Words("label");

    private static FrozenSet<string> Words(string section) =>
        Lines[section].SelectMany(line => line.Split(' ')).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
