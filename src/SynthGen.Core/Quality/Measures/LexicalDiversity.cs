using SynthGen.Files.Spill;

namespace SynthGen.Quality.Measures;

/// <summary>
/// MTLD, the measure of textual lexical diversity: the mean length of the stretches of text over which the share of
/// different words stays at .72 or more, averaged over forward and backward reading (P. McCarthy, S. Jarvis, "MTLD, vocd-D,
/// and HD-D", Behavior Research Methods 42, 2010). The queries are read as one text, in order. Stores 4 bytes a word,
/// beyond eight million words in a temporary file; and in memory the different words of a stretch, a hundred or so in a language.
/// </summary>
internal sealed class LexicalDiversity : IDisposable
{
    private const double Threshold = .72;

    private readonly SpilledList _words = new();

    /// <summary>The measure in words, higher is more diverse; null if no word is repeated.</summary>
    public double? Value => (Read(0, 1) + Read(_words.Count - 1, -1)) / 2;

    /// <summary>Adds the words of a query.</summary>
    public void Add(ReadOnlySpan<ulong> words)
    {
        foreach (ulong word in words)
            _words.Add((uint)word);
    }

    /// <inheritdoc/>
    public void Dispose() => _words.Dispose();

    private double? Read(long from, int step)
    {
        HashSet<uint> different = [];
        double factors = 0;
        int length = 0;
        for (long i = from; i >= 0 && i < _words.Count; i += step)
        {
            different.Add(_words[i]);
            length++;
            if ((double)different.Count / length < Threshold)
            {
                factors++;
                length = 0;
                different.Clear();
            }
        }

        // The incomplete stretch at the end counts in proportion.
        if (length > 0)
            factors += (1 - (double)different.Count / length) / (1 - Threshold);
        return factors > 0 ? _words.Count / factors : null;
    }
}
