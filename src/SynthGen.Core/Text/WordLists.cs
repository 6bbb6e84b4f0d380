using System.Collections.Frozen;

namespace SynthGen.Text;

/// <summary>The word lists of Words.txt, each a set that ignores case.</summary>
internal static class WordLists
{
    private static readonly Dictionary<string, List<string>> Lines = TextResource.Sections("Words.txt");

    /// <summary>Function words: they end a key phrase.</summary>
    public static FrozenSet<string> Stop { get; } = Words("stop");

    /// <summary>Words that mean too little to make a key phrase alone.</summary>
    public static FrozenSet<string> Weak { get; } = Words("weak");

    /// <summary>Capitalised words that are not names by themselves.</summary>
    public static FrozenSet<string> NotName { get; } = Words("not-a-name");

    /// <summary>Adjectives of nations.</summary>
    public static FrozenSet<string> Demonym { get; } = Words("demonym");

    /// <summary>Words that make a capitalised run an organisation.</summary>
    public static FrozenSet<string> Organisation { get; } = Words("organisation");

    /// <summary>Titles before a person's name.</summary>
    public static FrozenSet<string> Title { get; } = Words("title");

    /// <summary>Words that make a capitalised run a place.</summary>
    public static FrozenSet<string> Place { get; } = Words("place");

    /// <summary>Abbreviations, without their last point: they do not end a sentence.</summary>
    public static FrozenSet<string> Abbreviation { get; } = Words("abbreviation");

    /// <summary>Words that begin a sentence even after an abbreviation.</summary>
    public static FrozenSet<string> Opener { get; } = Words("opener");

    /// <summary>Words before a noun phrase that fix which one is meant.</summary>
    public static FrozenSet<string> Determiner { get; } = Words("determiner");

    /// <summary>Words after which a noun phrase begins.</summary>
    public static FrozenSet<string> Preposition { get; } = Words("preposition");

    /// <summary>Words that can stand between a subject and its verb.</summary>
    public static FrozenSet<string> Adverb { get; } = Words("adverb");

    /// <summary>Words after which a name is not the subject of the verb that follows.</summary>
    public static FrozenSet<string> NotSubjectAfter { get; } = Words("not-subject-after");

    /// <summary>Verb forms that would spoil a noun phrase.</summary>
    public static FrozenSet<string> Verb { get; } = Words("verb");

    /// <summary>Nouns that end like the form of a verb.</summary>
    public static FrozenSet<string> Gerund { get; } = Words("gerund");

    /// <summary>Labels that stand where text was taken out.</summary>
    public static IReadOnlyList<string> Redaction { get; } = [.. Lines["redaction"].SelectMany(line => line.Split('|'))];

    private static FrozenSet<string> Words(string section) =>
        Lines[section].SelectMany(line => line.Split(' ')).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
