using SynthGen.Hashing;

namespace SynthGen.Generation.Template;

/// <summary>A row that may be chosen for its page, with what it is compared by, and how much of that the chosen rows have already.</summary>
internal sealed class RowChoice(SyntheticQuery row)
{
    private readonly string[]? _words = (row.Tools[0].Arguments.Values.First() as string)?.Split(' ');
    private readonly Lazy<string[]> _calls = new(() => [.. row.Tools.Select(call => call.ToString())], isThreadSafe: false);

    public SyntheticQuery Row => row;

    /// <summary>The hash of the query, whatever its capitals.</summary>
    public ulong Query { get; } = StableRandom.Hash(row.Query.ToLowerInvariant());

    /// <summary>The hashes of the query's pairs of neighbouring words.</summary>
    public ulong[] WordPairs { get; } = PairsOf(row.Query);

    public string Kind { get; } = row.Provenance?.Kind ?? "";

    /// <summary>The number of chosen rows with the same evidence.</summary>
    public int SameEvidence { get; private set; }

    /// <summary>The number of chosen rows that search for much the same words.</summary>
    public int SameWords { get; private set; }

    /// <summary>The number of chosen rows with the same tool.</summary>
    public int SameTool { get; private set; }

    /// <summary>Counts a row that was chosen.</summary>
    public void Chosen(RowChoice other)
    {
        SameEvidence += other.Row.Evidence!.Start == row.Evidence!.Start ? 1 : 0;
        SameWords += HasWordsOf(other) ? 1 : 0;
        SameTool += other.Row.Tools[0].Name == row.Tools[0].Name && other.Row.Tools.Count == row.Tools.Count ? 1 : 0;
    }

    /// <summary>Whether the calls are the same: under another wording they would teach the same twice.</summary>
    public bool HasCallsOf(RowChoice other) => _calls.Value.AsSpan().SequenceEqual(other._calls.Value);

    private bool HasWordsOf(RowChoice other) =>
        _words is not null && other._words is not null && _words.Intersect(other._words).Count() * 2 > Math.Min(_words.Length, other._words.Length);

    private static ulong[] PairsOf(string query)
    {
        ReadOnlySpan<char> text = query.ToLowerInvariant();
        List<ulong> pairs = new(text.Count(' '));
        ulong before = 0;
        foreach (Range word in text.Split(' '))
        {
            ulong hash = StableRandom.Hash(text[word].Trim("?.,\""));
            if (before != 0)
                pairs.Add(before * 31 + hash);
            before = hash;
        }

        return [.. pairs];
    }
}
