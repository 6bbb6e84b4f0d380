namespace SynthGen.Documents.Numbers;

/// <summary>A set of integers, stored and printed as ranges.</summary>
internal sealed class NumberRanges
{
    private const int MaxPrinted = 20;

    private readonly List<NumberRange> _ranges = [];

    /// <summary>The number of ranges.</summary>
    public int Count => _ranges.Count;

    /// <summary>Adds a number.</summary>
    /// <returns>False if the set already has it.</returns>
    public bool Add(int number)
    {
        int low = IndexBehind(number);
        int before = low - 1;
        if (before >= 0 && number <= _ranges[before].Last)
            return false;

        bool joinsBefore = before >= 0 && _ranges[before].Last == number - 1;
        bool joinsAfter = low < _ranges.Count && _ranges[low].First == number + 1;
        if (joinsBefore && joinsAfter)
        {
            _ranges[before] = new(_ranges[before].First, _ranges[low].Last);
            _ranges.RemoveAt(low);
        }
        else if (joinsBefore)
        {
            _ranges[before] = new(_ranges[before].First, number);
        }
        else if (joinsAfter)
        {
            _ranges[low] = new(number, _ranges[low].Last);
        }
        else
        {
            _ranges.Insert(low, new(number, number));
        }

        return true;
    }

    /// <summary>Returns the numbers between the smallest and the largest that the set lacks.</summary>
    public NumberRanges Gaps()
    {
        NumberRanges gaps = new();
        for (int i = 1; i < _ranges.Count; i++)
            gaps._ranges.Add(new(_ranges[i - 1].Last + 1, _ranges[i].First - 1));
        return gaps;
    }

    /// <summary>Returns the ranges in order, "3, 7-9", cut after the first twenty.</summary>
    public override string ToString()
    {
        IEnumerable<string> printed = _ranges.Take(MaxPrinted).Select(range => range.ToString());
        return string.Join(", ", printed) + (_ranges.Count > MaxPrinted ? $", and {_ranges.Count - MaxPrinted} more" : "");
    }

    // Returns the index after the last range that begins at or before the number.
    private int IndexBehind(int number)
    {
        int low = 0, high = _ranges.Count;
        if (high > 0 && _ranges[^1].First <= number)
            return high;

        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_ranges[middle].First <= number)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    // A struct of its own: a list of tuples is not compiled ahead.
    private readonly record struct NumberRange(int First, int Last)
    {
        public override string ToString() => First == Last ? $"{First}" : $"{First}-{Last}";
    }
}
