namespace SynthGen.Documents;

/// <summary>Notes which page numbers of a document repeat, are missing or stand out of order.</summary>
/// <remarks>
/// Roman numbers are a sequence apart from the arabic ones. Numbers seen are kept as ranges, so that a document of any
/// length takes next to no memory as long as its numbers make sense; after <see cref="MaxRanges"/> ranges the audit ends.
/// </remarks>
internal sealed class PageNumberAudit
{
    /// <summary>The most ranges kept of one sequence.</summary>
    public const int MaxRanges = 10_000;

    private readonly Sequence _arabic = new();
    private readonly Sequence _roman = new();

    /// <summary>Notes the next page's number.</summary>
    public void Add(OcrPage page)
    {
        // What stands before the first page is no page of the sequence.
        if (page.Number == 0)
            return;

        // Labels such as "C-3" may begin anew anywhere.
        if (PageNumber.IsRomanLabel(page.Label))
            _roman.Add(page.Number);
        else if (!page.Label.AsSpan().ContainsAnyExceptInRange('0', '9'))
            _arabic.Add(page.Number);
    }

    /// <summary>Says in one sentence what is amiss; null if nothing is.</summary>
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
