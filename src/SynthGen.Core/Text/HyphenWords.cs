using System.Collections.Frozen;

namespace SynthGen.Text;

/// <summary>The lists of Hyphens.txt: words, each with what stands behind its colon. Case means nothing.</summary>
internal static class HyphenWords
{
    private static readonly Dictionary<string, FrozenDictionary<string, string[]>> Sections = WordSections.Read("Hyphens.txt");

    /// <summary>Words behind a suspended hyphen, each with words of languages in which it is an ending.</summary>
    public static FrozenDictionary<string, string[]> Conjunction { get; } = Sections["conjunction"];

    /// <summary>Short words within a compound of three.</summary>
    public static FrozenDictionary<string, string[]> Link { get; } = Sections["link"];

    /// <summary>First parts, each with the beginnings of its solid second parts; or of its hyphenated ones, which have a star.</summary>
    public static FrozenDictionary<string, string[]> First { get; } = Sections["first"];

    /// <summary>Second parts that keep their hyphen behind any word.</summary>
    public static FrozenDictionary<string, string[]> Second { get; } = Sections["second"];

    /// <summary>Beginnings of solid words.</summary>
    public static FrozenDictionary<string, string[]> Solid { get; } = Sections["solid"];

    /// <summary>Ends of solid words.</summary>
    public static FrozenDictionary<string, string[]> Ending { get; } = Sections["ending"];
}
