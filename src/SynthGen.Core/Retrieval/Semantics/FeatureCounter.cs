using SynthGen.Documents;
using SynthGen.Documents.Cleaning;
using SynthGen.Hashing;
using SynthGen.Text;

namespace SynthGen.Retrieval.Semantics;

/// <summary>
/// Counts the features of a text: its words and their character n-grams, which relate misread and unseen words to similar
/// ones. Features are hashes of 64 bits; the lowest bit is set for n-grams. Not thread-safe.
/// </summary>
internal sealed class FeatureCounter
{
    // 4-grams are the most effective in European languages (McNamee, Mayfield 2004, Character n-gram tokenization).
    // A Korean syllable is two letters or three.
    private const int Gram = 4, HangulGram = 2;
    private const ulong WordSeed = 0x9E3779B97F4A7C15, GramSeed = 0xC2B2AE3D27D4EB4F;

    // An open hash table of places in the list of counts, from 1: half full at most, and emptied at once.
    private (ulong Feature, float Count)[] _counts = new (ulong, float)[2048];
    private int[] _table = new int[4096];
    private int _count;

    /// <summary>Whether a feature is an n-gram.</summary>
    public static bool IsGram(ulong feature) => (feature & 1) != 0;

    /// <summary>Returns the feature of a word as <see cref="WordReader"/> reads it.</summary>
    public static ulong WordFeature(in WordReader reader)
    {
        if (reader.IsUnspaced)
            return StableRandom.Hash(reader.Word, WordSeed) & ~1UL;

        (int length, char last) = PluralStem.Of(reader.Word);
        Span<char> stem = stackalloc char[WordReader.LongestWord];
        reader.Word[..length].CopyTo(stem);
        if (last != '\0')
            stem[length - 1] = last;
        return StableRandom.Hash(stem[..length], WordSeed) & ~1UL;
    }

    /// <summary>Returns the features of a text and how often each occurs. Valid until the next call.</summary>
    public ReadOnlySpan<(ulong Feature, float Count)> Count(string text)
    {
        Array.Clear(_table);
        _count = 0;
        WordReader reader = new(HyphenJoiner.Join(text), stackalloc char[WordReader.LongestWord]);
        Span<char> bounded = stackalloc char[WordReader.LongestWord + 2];
        char before = '\0';
        int lastEnd = -1;
        while (reader.MoveNext())
        {
            if (reader.IsUnspaced)
            {
                // Without spaces between words, pairs of neighbours stand in for words.
                Add(StableRandom.Hash(reader.Word, WordSeed) & ~1UL);
                if (lastEnd == reader.Start)
                    Add(StableRandom.Hash([before, reader.Word[0]], GramSeed) | 1);
                (before, lastEnd) = (reader.Word[0], reader.End);
                continue;
            }

            (int length, char last) = PluralStem.Of(reader.Word);
            Span<char> stem = bounded[..(length + 2)];
            reader.Word[..length].CopyTo(stem[1..]);
            if (last != '\0')
                stem[length] = last;
            stem[0] = stem[^1] = ' ';
            Add(StableRandom.Hash(stem[1..^1], WordSeed) & ~1UL);
            int gram = reader.Kind == LetterKind.Hangul ? HangulGram : Gram;
            for (int i = 0; i + gram <= stem.Length; i++)
                Add(StableRandom.Hash(stem.Slice(i, gram), GramSeed) | 1);
        }

        return _counts.AsSpan(0, _count);
    }

    private void Add(ulong feature)
    {
        int slot = SlotOf(feature);
        if (_table[slot] > 0)
        {
            _counts[_table[slot] - 1].Count++;
            return;
        }

        if (_count == _counts.Length)
        {
            Grow();
            slot = SlotOf(feature);
        }

        _counts[_count++] = (feature, 1);
        _table[slot] = _count;
    }

    // Features are hashes; their upper bits are mixed once more.
    private int SlotOf(ulong feature)
    {
        int slot = (int)((feature * GramSeed) >> 32) & (_table.Length - 1);
        while (_table[slot] > 0 && _counts[_table[slot] - 1].Feature != feature)
            slot = (slot + 1) & (_table.Length - 1);
        return slot;
    }

    private void Grow()
    {
        Array.Resize(ref _counts, 2 * _counts.Length);
        _table = new int[2 * _table.Length];
        for (int i = 0; i < _count; i++)
            _table[SlotOf(_counts[i].Feature)] = i + 1;
    }
}
