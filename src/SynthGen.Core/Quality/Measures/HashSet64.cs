namespace SynthGen.Quality.Measures;

/// <summary>A set of evenly distributed hashes: 8 bytes a place, of which half to three quarters are taken.</summary>
internal sealed class HashSet64
{
    private ulong[] _places = new ulong[64];
    private int _count;
    private bool _hasZero;

    /// <summary>The number of hashes.</summary>
    public int Count => _count + (_hasZero ? 1 : 0);

    /// <summary>Adds a hash, if it is not there.</summary>
    public void Add(ulong hash)
    {
        if (hash == 0)
        {
            _hasZero = true;
            return;
        }

        if (4 * (long)(_count + 1) > 3 * (long)_places.Length)
            Grow();
        _count += Put(hash) ? 1 : 0;
    }

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
}
