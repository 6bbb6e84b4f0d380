using System.Collections.Frozen;
using SynthGen.Text;

namespace SynthGen.Documents.Measures;

/// <summary>The lists of Pages.txt. Case means nothing.</summary>
internal static class PageWordLists
{
    private static readonly Dictionary<string, FrozenDictionary<string, string[]>> Sections = WordSections.Read("Pages.txt");

    private static readonly FrozenDictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>>
        Minor = Of("minor"), Verb = Of("verb"), Stamp = Of("stamp"), PageNames = Of("page");

    /// <summary>The words for a page.</summary>
    public static IReadOnlyList<string> Page { get; } = Sections["page"].Keys;

    /// <summary>The words for left blank.</summary>
    public static IReadOnlyList<string> LeftBlank { get; } = Sections["left-blank"].Keys;

    /// <summary>Whether a word stays small in titles and names.</summary>
    public static bool IsMinor(ReadOnlySpan<char> word) => Minor.ContainsKey(word);

    /// <summary>Whether a word is a finite verb or the like, of which one makes a sentence.</summary>
    public static bool IsVerb(ReadOnlySpan<char> word) => Verb.ContainsKey(word);

    /// <summary>Whether a word begins a line of a court's filing stamp.</summary>
    public static bool BeginsStamp(ReadOnlySpan<char> word) => Stamp.ContainsKey(word);

    /// <summary>Whether a word means a page: "page 3 of 24".</summary>
    public static bool Names(ReadOnlySpan<char> word) => PageNames.ContainsKey(word);

    private static FrozenDictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> Of(string section) =>
        Sections[section].GetAlternateLookup<ReadOnlySpan<char>>();
}
