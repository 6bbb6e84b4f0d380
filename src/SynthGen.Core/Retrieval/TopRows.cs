namespace SynthGen.Retrieval;

/// <summary>
/// Keeps the best of many rows in a binary heap whose root is the worst of them. Of equal scores the earlier row is
/// better.
/// </summary>
/// <param name="limit">The number of rows to keep.</param>
public sealed class TopRows(int limit)
{
    private readonly RowScore[] _heap = new RowScore[limit];
    private int _count;

    /// <summary>A row with a lower score is not kept.</summary>
    public double Least => _count < limit ? double.MinValue : limit > 0 ? _heap[0].Score : double.MaxValue;

    /// <summary>Keeps a row if it is among the best so far.</summary>
    public void Offer(int row, double score)
    {
        RowScore offered = new(row, score);
        if (_count < limit)
        {
            int i = _count++;
            for (int parent = (i - 1) / 2; i > 0 && IsWorse(offered, _heap[parent]); parent = (i - 1) / 2)
            {
                _heap[i] = _heap[parent];
                i = parent;
            }

            _heap[i] = offered;
        }
        else if (limit > 0 && IsWorse(_heap[0], offered))
        {
            SinkFromRoot(offered);
        }
    }

    /// <summary>Returns the best rows, best first.</summary>
    public RowScore[] ToList()
    {
        RowScore[] best = _heap[.._count];
        Array.Sort(best, static (one, other) => IsWorse(other, one) ? -1 : 1);
        return best;
    }

    private void SinkFromRoot(RowScore sinking)
    {
        int i = 0;
        while (true)
        {
            int child = 2 * i + 1;
            if (child >= _count)
                break;
            if (child + 1 < _count && IsWorse(_heap[child + 1], _heap[child]))
                child++;
            if (!IsWorse(_heap[child], sinking))
                break;
            _heap[i] = _heap[child];
            i = child;
        }

        _heap[i] = sinking;
    }

    private static bool IsWorse(RowScore one, RowScore other) =>
        one.Score < other.Score || (one.Score == other.Score && one.Row > other.Row);
}
