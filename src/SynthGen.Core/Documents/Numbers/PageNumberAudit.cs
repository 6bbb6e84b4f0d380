namespace SynthGen.Documents.Numbers;

/// <summary>Records which page numbers of a document repeat, are missing or are out of order.</summary>
/// <remarks>
/// Roman numbers form a sequence of their own. Numbers are stored as ranges, so that documents of any length take little
/// memory as long as their numbers make sense; after <see cref="MaxRanges"/> ranges the audit ends.
/// </remarks>
internal sealed class PageNumberAudit
{
    /// <summary>The maximum number of ranges of one sequence.</summary>
    public const int MaxRanges = 10_000;

    private readonly Sequence _arabic = new();
    private readonly Sequence _roman = new();

    /// <summary>Records the next page's number.</summary>
    public void Add(OcrPage page)
    {
        // Text before the first page does not belong to a sequence.
        if (page.Number == 0)
            return;

        // Labels such as "C-3" may restart anywhere. "12a" is another page 12, and "3-4" is two pages.
        if (PageNumber.IsRomanLabel(page.Label))
            _roman.Add(page.Number);
        else if (!page.Label.AsSpan().ContainsAnyExceptInRange('0', '9'))
            _arabic.Add(page.Number);
        else if (char.IsAsciiDigit(page.Label[0]) && PageNumber.TryRead(page.Label, out PageNumber printed))
            _arabic.Cover(page.Number, page.Number + (printed.Through - printed.Value));
    }

    /// <summary>The numbers as ranges, as in "roman 1-9, 1-120"; null if there are none.</summary>
    public string? Pages => string.Join(", ", new[] { _roman.Seen("roman "), _arabic.Seen("") }.OfType<string>()) is { Length: > 0 } pages ? pages : null;

    /// <summary>Returns the problems in one sentence; null if there are none.</summary>
    public string? Describe()
    {
        string[] findings = [.. _arabic.Findings(""), .. _roman.Findings("roman ")];
        return findings.Length == 0 ? null : $"Page numbers {string.Join("; ", findings)}. They are kept as they are.";
    }

    private sealed class Sequence
    {
        private readonly NumberRanges _seen = new();
        private readonly NumberRanges _repeated = new();
        private readonly NumberRanges _misplaced = new();
        private int _last = int.MinValue;

        public string? Seen(string prefix) => _seen.Count == 0 ? null : $"{prefix}{_seen}";

        public void Add(int number)
        {
            if (_seen.Count >= MaxRanges)
                return;
            if (!_seen.Add(number))
                _repeated.Add(number);
            else if (number < _last)
                _misplaced.Add(number);
            _last = number;
        }

        public void Cover(int first, int last)
        {
            // A range that is misread must not take long.
            for (int number = first; number <= last && number - first < MaxRanges; number++)
                _seen.Add(number);
            _last = first;
        }

        public IEnumerable<string> Findings(string prefix)
        {
            if (_repeated.Count > 0)
                yield return $"{prefix}repeated: {_repeated}";
            if (_seen.Count > 1)
                yield return $"{prefix}missing: {_seen.Gaps()}";
            if (_misplaced.Count > 0)
                yield return $"{prefix}out of order: {_misplaced}";
        }
    }
}
