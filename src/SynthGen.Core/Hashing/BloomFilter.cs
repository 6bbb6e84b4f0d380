namespace SynthGen.Hashing;

/// <summary>
/// Remembers what was seen in constant memory (Bloom 1970). It never forgets; that it takes something new for seen
/// happens to 1 in 1,000 after some 3 million entries, and costs no more than another choice.
/// </summary>
internal sealed class BloomFilter
{
    private const int Probes = 4;
    private readonly ulong[] _bits = new ulong[1 << 20];

    /// <summary>Whether the hash was added, perhaps.</summary>
    public bool Contains(ulong hash)
    {
        StableRandom probe = new(hash);
        for (int i = 0; i < Probes; i++)
        {
            ulong at = probe.Next();
            if ((_bits[at >> 44] & (1UL << (int)(at & 63))) == 0)
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
            _bits[at >> 44] |= 1UL << (int)(at & 63);
        }
    }
}
