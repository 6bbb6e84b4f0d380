using System.Collections.Frozen;
using SynthGen.Text;

namespace SynthGen.Retrieval.Graph;

/// <summary>Separates a person's name from the titles and offices before it: "Senate Majority Leader Mitch McConnell".</summary>
internal static class PersonTitle
{
    // Beside WordLists.Title, which are the titles that stand directly before a name.
    private static readonly FrozenSet<string> Offices = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "leader", "adviser", "advisor", "ceo", "cfo", "chairman", "chairwoman", "chair", "spokesman", "spokeswoman", "executive", "lawyer", "attorneys", "gen", "ltg", "lt", "rep", "sen", "speaker", "king", "queen", "pope", "rev", "mayor", "sheriff", "manager", "co-chair", "father", "sister", "brother");

    /// <summary>Returns where the name itself begins; 0 if no title stands before it, or if it is one throughout.</summary>
    public static int LengthOf(string name)
    {
        int start = 0;
        for (int at = 0; at < name.Length;)
        {
            int end = name.IndexOf(' ', at) is >= 0 and int blank ? blank : name.Length;
            if (end < name.Length && IsTitle(name.AsSpan(at, end - at)))
                start = end + 1;
            at = end + 1;
        }

        ReadOnlySpan<char> rest = name.AsSpan(start);
        foreach (Range range in rest.Split(' '))
        {
            if (IsTitle(rest[range]) || Has(WordLists.Organisation, rest[range]))
                return 0;
        }

        return start;
    }

    private static bool IsTitle(ReadOnlySpan<char> word) => Has(WordLists.Title, word.TrimEnd('.')) || Has(Offices, word.TrimEnd('.'));

    private static bool Has(FrozenSet<string> words, ReadOnlySpan<char> word) => words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
}
