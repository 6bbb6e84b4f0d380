namespace SynthGen.Hashing;

/// <summary>
/// Remembers hashes in constant memory (Bloom 1970). An added hash is always found. After about 3 million entries, 1 new
/// hash in 1,000 is wrongly reported as seen; the caller then only makes another choice.
/// </summary>
/// <param name="size">The binary logarithm of the number of 64-bit words.</param>
internal sealed class BloomFilter(int size = 20)
{
    private const int Probes = 4;
    private readonly ulong[] _bits = new ulong[1 << size];

    /// <summary>Whether the hash was probably added; false is certain.</summary>
    public bool Contains(ulong hash)
    {
        StableRandom probe = new(hash);
        for (int i = 0; i < Probes; i++)
        {
            ulong at = probe.Next();
            if ((_bits[at >> (64 - size)] & (1UL << (int)(at & 63))) == 0)
                return false;
        }

        return true;
    }

    /// <summary>Adds a hash.</summary>
    public void Add(ulong hash)
    {
        StableRandom probe = new(hash);
        for (int i = 0; i < Probes; i++)
        {
            ulong at = probe.Next();
            _bits[at >> (64 - size)] |= 1UL << (int)(at & 63);
        }
    }
}
