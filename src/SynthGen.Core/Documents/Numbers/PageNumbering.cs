using System.Globalization;

namespace SynthGen.Documents.Numbers;

/// <summary>Numbers a document's pages from what its marks say.</summary>
/// <param name="first">The number of the first page, where marks have none.</param>
/// <remarks>If the first number is 0, or the kind of mark counts from 0, the number is one more than what is printed.</remarks>
internal sealed class PageNumbering(int first)
{
    private PageNumber? _last;
    private bool? _isZeroBased;

    /// <summary>The number of the next page if nothing is said.</summary>
    public int Next => _last is { } last ? last.Through + 1 : first;

    /// <summary>Whether a mark of this number can come next, where the numbers must rise.</summary>
    public bool CanFollow(PageNumber? marked) =>
        _last is not { } last || marked is not { } page || Shifted(page).Follows(last);

    /// <summary>Reads the number of a mark.</summary>
    public PageNumber? Read(PageNumber? marked, bool isZeroBased)
    {
        if (marked is not { } page)
            return null;
        if (page.Value != PageNumber.Unknown && !page.IsRoman)
            _isZeroBased ??= isZeroBased || page.Value == 0;
        return Shifted(page);
    }

    /// <summary>Takes the number of the next page, or counts it.</summary>
    public PageNumber Take(PageNumber? read)
    {
        PageNumber page = read is not { } known ? new PageNumber(Next)
            : known.Value == PageNumber.Unknown ? known with { Value = Next }
            : known;
        _last = page;
        return page;
    }

    private PageNumber Shifted(PageNumber page) =>
        _isZeroBased != true || page.IsRoman || page.Value == PageNumber.Unknown ? page
        : new PageNumber(page.Value + 1, page.Label ?? page.Value.ToString(CultureInfo.InvariantCulture)) { Last = page.Last > 0 ? page.Last + 1 : 0 };
}
