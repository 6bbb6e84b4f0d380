using System.Runtime.InteropServices;

namespace SynthGen.Files.Spill;

/// <summary>
/// A set of evenly distributed hashes: 8 bytes a place, of which half to three quarters are taken. Beyond a limit they go to
/// temporary files, with 8 bytes each time that a hash is new to what is in memory.
/// </summary>
/// <param name="most">The most hashes in memory, from 1.</param>
/// <param name="folder">Where the files are; null for the folder of temporary files.</param>
internal sealed class SpilledHashes(int most = SpilledHashes.Most, string? folder = null) : IDisposable
{
    // 16 to 24 MB.
    private const int Most = 1 << 20;

    private readonly SortedRuns _runs = new(folder ?? Path.GetTempPath());
    private ulong[] _places = new ulong[64];
    private int _count;
    private bool _hasZero, _isSpilled;

    /// <summary>The number of hashes.</summary>
    /// <exception cref="IOException">A file cannot be written or read.</exception>
    public long Count => (_isSpilled ? All()?.Count ?? 0 : _count) + (_hasZero ? 1 : 0);

    /// <summary>Adds a hash, if it is not there.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Add(ulong hash)
    {
        if (hash == 0)
        {
            _hasZero = true;
            return;
        }

        if (_count >= most)
            Spill();
        if (4 * (long)(_count + 1) > 3 * (long)_places.Length)
            Grow();
        _count += Put(hash) ? 1 : 0;
    }

    /// <summary>Returns the hashes added so far in ascending order; none may be added meanwhile.</summary>
    /// <exception cref="IOException">A file cannot be written or read.</exception>
    public IEnumerable<ulong> Ascending() => (_hasZero ? [0UL] : Enumerable.Empty<ulong>()).Concat(_isSpilled ? FromFile() : Sorted());

    /// <inheritdoc/>
    public void Dispose() => _runs.Dispose();

    private bool Put(ulong hash)
    {
        int place = (int)Math.BigMul(hash, (ulong)_places.Length, out _);
        while (_places[place] != 0)
        {
            if (_places[place] == hash)
                return false;
            place = place + 1 == _places.Length ? 0 : place + 1;
        }

        _places[place] = hash;
        return true;
    }

    private void Grow()
    {
        ulong[] old = _places;
        _places = new ulong[old.Length + old.Length / 2];
        foreach (ulong hash in old)
        {
            if (hash != 0)
                Put(hash);
        }
    }

    private List<ulong> Sorted()
    {
        List<ulong> hashes = new(_count);
        foreach (ulong hash in _places)
        {
            if (hash != 0)
                hashes.Add(hash);
        }

        hashes.Sort();
        return hashes;
    }

    private void Spill()
    {
        _isSpilled = true;
        _runs.Add(CollectionsMarshal.AsSpan(Sorted()));
        Array.Clear(_places);
        _count = 0;
    }

    private SortedRun? All()
    {
        Spill();
        return _runs.Merge();
    }

    private IEnumerable<ulong> FromFile() => All()?.Read() ?? [];
}
