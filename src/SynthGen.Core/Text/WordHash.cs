namespace SynthGen.Text;

/// <summary>Hashes of 64 bits for words and runs of words: stable on every platform; collisions are negligible.</summary>
internal static class WordHash
{
    /// <summary>What a run begins with.</summary>
    public const ulong Seed = 0x9E3779B97F4A7C15;

    /// <summary>FNV-1a, mixed.</summary>
    public static ulong Of(ReadOnlySpan<char> word)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in word)
            hash = (hash ^ c) * 1099511628211;
        return Mix(hash);
    }

    /// <summary>The hash of a run that a word is added to.</summary>
    public static ulong Append(ulong run, ulong word) => Mix(run ^ word);

    /// <summary>The hash of a run of words.</summary>
    public static ulong Of(ReadOnlySpan<ulong> words)
    {
        ulong run = Seed;
        foreach (ulong word in words)
            run = Append(run, word);
        return run;
    }

    /// <summary>The hashes of a text's words, put into <paramref name="words"/>.</summary>
    public static void Read(string text, List<ulong> words)
    {
        words.Clear();
        WordReader reader = new(text, stackalloc char[WordReader.LongestWord]);
        while (reader.MoveNext())
            words.Add(Of(reader.Word));
    }

    /// <summary>The finalizer of SplitMix64: every bit of the input changes half of the output's.</summary>
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
