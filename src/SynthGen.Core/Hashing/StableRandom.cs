namespace SynthGen.Hashing;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): the same numbers from the same seed on every platform and version.</summary>
internal struct StableRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Returns the next 64 bits.</summary>
    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Returns an integer from 0 to below <paramref name="limit"/>.</summary>
    public int Next(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>Returns a number from 0 to below 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Returns the FNV-1a hash of a text, for use as a seed.</summary>
    public static ulong Hash(ReadOnlySpan<char> text, ulong seed = 14695981039346656037)
    {
        foreach (char c in text)
            seed = (seed ^ c) * 1099511628211;
        return seed;
    }
}
