namespace SynthGen.Files.Spill;

/// <summary>
/// Collects numbers to read them in order, each once. Beyond a limit they go to temporary files, with 8 bytes a number.
/// </summary>
/// <param name="most">The most numbers in memory, from 1.</param>
/// <param name="folder">Where the files are.</param>
internal sealed class SpilledNumbers(int most, string folder) : IDisposable
{
    private readonly List<ulong> _held = [];
    private readonly SortedRuns _runs = new(folder);
    private bool _isSpilled;

    /// <summary>Adds a number.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Add(ulong number)
    {
        if (_held.Count >= most)
        {
            Sort();
            // Where most numbers are there more than once, few are left.
            if (_held.Count > most / 2)
                Spill();
        }

        _held.Add(number);
    }

    /// <summary>Returns the numbers added so far in ascending order, without duplicates; none may be added meanwhile.</summary>
    /// <exception cref="IOException">A file cannot be written or read.</exception>
    public IEnumerable<ulong> Ascending()
    {
        Sort();
        return _isSpilled ? FromFile() : _held;
    }

    /// <summary>Removes all numbers.</summary>
    public void Clear()
    {
        _held.Clear();
        _runs.Dispose();
        _isSpilled = false;
    }

    /// <inheritdoc/>
    public void Dispose() => _runs.Dispose();

    private IEnumerable<ulong> FromFile()
    {
        Spill();
        return _runs.Merge()?.Read() ?? [];
    }

    private void Sort()
    {
        _held.Sort();
        int kept = 0;
        for (int i = 0; i < _held.Count; i++)
        {
            if (i == 0 || _held[i] != _held[i - 1])
                _held[kept++] = _held[i];
        }

        _held.RemoveRange(kept, _held.Count - kept);
    }

    private void Spill()
    {
        _isSpilled = true;
        _runs.Add(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_held));
        _held.Clear();
    }
}
