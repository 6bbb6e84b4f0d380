namespace SynthGen.Files.Spill;

/// <summary>
/// Runs of which each is more than twice as long as the next, so that there are few: shorter ones are merged as they come. Each
/// has a file of its own.
/// </summary>
/// <param name="folder">Where the files are.</param>
internal sealed class SortedRuns(string folder) : IDisposable
{
    private readonly List<SortedRun> _runs = [];

    /// <summary>Adds numbers.</summary>
    /// <param name="numbers">The numbers, ascending and without duplicates.</param>
    public void Add(ReadOnlySpan<ulong> numbers)
    {
        if (numbers.IsEmpty)
            return;
        _runs.Add(new SortedRun(new SpillFile(folder), 0, 0));
        _runs[^1] = SortedRun.Write(_runs[^1].File, numbers);
        while (_runs.Count > 1 && _runs[^2].Count <= 2 * _runs[^1].Count)
            MergeLast();
    }

    /// <summary>Returns all numbers as one run; null if there are none.</summary>
    public SortedRun? Merge()
    {
        while (_runs.Count > 1)
            MergeLast();
        return _runs is [var all] ? all : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _runs.ForEach(run => run.File.Dispose());
        _runs.Clear();
    }

    private void MergeLast()
    {
        (SortedRun one, SortedRun two) = (_runs[^2], _runs[^1]);
        SpillFile file = new(folder);
        try
        {
            _runs[^2] = one.Merge(two, file, CancellationToken.None);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        _runs.RemoveAt(_runs.Count - 1);
        one.File.Dispose();
        two.File.Dispose();
    }
}
