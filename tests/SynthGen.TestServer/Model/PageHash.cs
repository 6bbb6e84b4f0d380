namespace SynthGen.TestServer.Model;

/// <summary>Numbers that depend on a page's text alone.</summary>
public static class PageHash
{
    /// <summary>64 bits of a text's characters other than white space, which prompts may trim or wrap.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in text)
        {
            if (!char.IsWhiteSpace(c))
                hash = (hash ^ c) * 1099511628211;
        }

        return Mix(hash, 0);
    }

    /// <summary>64 other bits for each <paramref name="salt"/> (SplitMix64's finalizer: Steele, Lea, Flood 2014).</summary>
    public static ulong Mix(ulong hash, ulong salt)
    {
        ulong z = hash + (salt + 1) * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to below 1 that depends on all three.</summary>
    public static double Chance(ulong seed, ulong hash, int attempt) =>
        (Mix(Mix(hash, seed), (ulong)attempt) >> 11) * (1.0 / (1UL << 53));
}
