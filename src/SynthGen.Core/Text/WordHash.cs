namespace SynthGen.Text;

/// <summary>Hashes words and sequences of words to 64 bits: stable on every platform; collisions are negligible.</summary>
internal static class WordHash
{
    /// <summary>The initial value of a sequence's hash.</summary>
    public const ulong Seed = 0x9E3779B97F4A7C15;

    /// <summary>Hashes a word with FNV-1a, then mixes the bits.</summary>
    public static ulong Of(ReadOnlySpan<char> word)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in word)
            hash = (hash ^ c) * 1099511628211;
        return Mix(hash);
    }

    /// <summary>Returns the hash of a sequence with one more word.</summary>
    public static ulong Append(ulong run, ulong word) => Mix(run ^ word);

    /// <summary>Returns the hash of a sequence of words.</summary>
    public static ulong Of(ReadOnlySpan<ulong> words)
    {
        ulong run = Seed;
        foreach (ulong word in words)
            run = Append(run, word);
        return run;
    }

    /// <summary>Writes the hashes of a text's words to <paramref name="words"/>.</summary>
    public static void Read(string text, List<ulong> words)
    {
        words.Clear();
        WordReader reader = new(text, stackalloc char[WordReader.LongestWord]);
        while (reader.MoveNext())
            words.Add(Of(reader.Word));
    }

    /// <summary>The finalizer of SplitMix64: each input bit affects half of the output bits.</summary>
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
