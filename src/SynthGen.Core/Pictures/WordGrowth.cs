namespace SynthGen.Pictures;

/// <summary>
/// How the number of different words grows with the words read (H. Heaps, 1978): at even intervals, whose length doubles when there
/// are too many points.
/// </summary>
internal sealed class WordGrowth
{
    private const int MostPoints = 64;

    private readonly HashSet<ulong> _different = [];
    private readonly List<(long Read, long Different)> _points = [];
    private long _read, _interval = 16;

    /// <summary>Words read, and different words among them; from nothing to the end.</summary>
    public IReadOnlyList<(long Read, long Different)> Points => _read == 0 ? [] : [(0, 0), .. _points.Where(point => point.Read < _read), (_read, _different.Count)];

    /// <summary>Adds the words of a query.</summary>
    public void Add(IEnumerable<ulong> words)
    {
        foreach (ulong word in words)
        {
            _different.Add(word);
            if (++_read % _interval != 0)
                continue;

            _points.Add((_read, _different.Count));
            if (_points.Count < MostPoints)
                continue;
            _interval *= 2;
            _points.RemoveAll(point => point.Read % _interval != 0);
        }
    }
}
