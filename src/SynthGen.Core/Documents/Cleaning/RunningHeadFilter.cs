using System.Diagnostics.CodeAnalysis;
using SynthGen.Documents.Measures;
using SynthGen.Quality;

namespace SynthGen.Documents.Cleaning;

/// <summary>Removes the lines that recur at the top or bottom of pages, however badly OCR has read them.</summary>
/// <remarks>
/// <para>The first four and the last two lines of a page can be a running head or foot. A line recurs if similar lines (0.6 by
/// <see cref="LineShape.Likeness"/>) are at the same end of many nearby pages: a fifth of the 32 before and the 32 after,
/// and at least three. Recurring lines are removed. So are lines that are fairly similar (0.45) to two recurring ones, which
/// removes the worst misreadings too. So are two or three lines that together are more similar to them than each alone, or a
/// short line between two of them: a head that OCR has broken up. A line that also occurs within the text of as many pages is
/// a phrase of the document and stays. Running text, as opposed to text set in capitals like a head, recurs only if it is
/// the same except for a misreading or two (0.8, and equal numbers apart from the page number).</para>
/// <para>A number alone on the outermost line, apart from heads, is a page number if two other nearby pages have a number at
/// the same distance from their position. A line in capitals that begins or ends with such a number is a head as soon as one
/// other page has a similar line and three have such numbers. Behind a filing stamp that fills the first lines, up to four more
/// lines are heads if they recur on a third of the pages.</para>
/// <para>A page comes out <see cref="Reach"/> pages after it went in; at most twice as many are held.</para>
/// </remarks>
internal sealed class RunningHeadFilter
{
    /// <summary>The number of pages before and after a page that are compared with it.</summary>
    public const int Reach = 32;

    private const double MuchLike = 0.6;
    private const double FairlyLike = 0.45;

    // Joined lines must be more similar to a head than each alone by this margin, which excludes a line of text next to a head.
    private const double Gain = 0.02;

    private const int MaxFragmentLetters = 20;
    private const int MaxModels = 48;

    // A head of fewer lines leaves room for what is behind it.
    private const int MinStampLines = 3;

    private readonly List<PageEdges> _pages = [];
    private readonly Dictionary<string, (int AtEdge, int Inside)> _pagesWith = [];
    private int _next;
    private int _added;

    /// <summary>Adds the next page.</summary>
    public void Add(OcrPage page)
    {
        PageEdges added = new(page, _added++);
        foreach (PageEdges before in _pages.Skip(Math.Max(0, _pages.Count - Reach)))
        {
            Compare(added.Top, before.Top);
            Compare(added.Bottom, before.Bottom);
            before.Neighbours++;
            added.Neighbours++;
        }

        _pages.Add(added);
        Count(added, 1);
    }

    /// <summary>Returns the next page without its head and foot, if enough of the pages after it are known.</summary>
    public bool TryRead([NotNullWhen(true)] out OcrPage? page) => TryRead(Reach + 1, out page);

    /// <summary>Returns the next page when no more pages will be added.</summary>
    public bool TryReadLast([NotNullWhen(true)] out OcrPage? page) => TryRead(1, out page);

    private bool TryRead(int atLeast, [NotNullWhen(true)] out OcrPage? page)
    {
        page = null;
        if (_pages.Count - _next < atLeast)
            return false;

        PageEdges current = _pages[_next++];
        HashSet<EdgeLine> heads = [];
        AddHeads(current.Top, Recurring(current, edges => edges.Top), heads);
        AddHeads(current.Bottom, Recurring(current, edges => edges.Bottom), heads);
        AddOutermost(current, current.Downwards, heads, isTop: true);
        AddOutermost(current, current.Lines.Reverse(), heads, isTop: false);
        page = current.Without(heads);
        if (_next > Reach)
        {
            Count(_pages[0], -1);
            _pages.RemoveAt(0);
            _next--;
        }

        return true;
    }

    private static void Compare(IReadOnlyList<EdgeLine> lines, IReadOnlyList<EdgeLine> others)
    {
        foreach (EdgeLine line in lines)
        {
            foreach (EdgeLine other in others)
            {
                if (line.IsLike(other))
                {
                    line.Meet(other);
                    other.Meet(line);
                }
            }
        }
    }

    private void AddHeads(IReadOnlyList<EdgeLine> lines, IReadOnlyList<EdgeLine> recurring, HashSet<EdgeLine> heads)
    {
        LineShape[] models = [.. recurring.Except(lines).Select(line => line.Shape)];
        // Computes the similarity of each line to the models, then of two lines as one, of three, and so on.
        double[] shorter = [.. lines.Select(line => SecondBest(line.Shape, models))];
        for (int i = 0; i < lines.Count; i++)
        {
            if (MayBeHead(lines[i]) && (recurring.Contains(lines[i]) || shorter[i] >= (lines[i].IsText ? MuchLike : FairlyLike)))
                heads.Add(lines[i]);
        }

        for (int count = 2; count <= lines.Count; count++)
        {
            double[] joined = new double[lines.Count - count + 1];
            for (int first = 0; first < joined.Length; first++)
            {
                EdgeLine[] parts = [.. lines.Skip(first).Take(count)];
                double least = Math.Max(FairlyLike, Math.Max(shorter[first], shorter[first + 1]) + Gain);
                LineShape whole = LineShape.Join(parts.Select(part => part.Shape));
                // Together they must be one head and nothing more.
                joined[first] = SecondBest(whole, Array.FindAll(models, model => whole.Letters.Length <= model.Letters.Length * 5 / 4));
                if (joined[first] >= least && parts.All(part => part.Shape.Letters.Length > 0 && !IsPhrase(part)))
                    heads.UnionWith(parts);
            }

            shorter = joined;
        }

        AddBetween(lines, heads);
    }

    private void AddBetween(IReadOnlyList<EdgeLine> lines, HashSet<EdgeLine> heads)
    {
        for (int i = 1; i < lines.Count - 1; i++)
        {
            bool isShort = MayBeHead(lines[i]) && lines[i].Shape.Letters.Length <= MaxFragmentLetters;
            if (isShort && heads.Contains(lines[i - 1]) && heads.Contains(lines[i + 1]))
                heads.Add(lines[i]);
        }
    }

    // The second best counts, because two lines of text may be similar by chance.
    private static double SecondBest(LineShape shape, LineShape[] models)
    {
        double best = 0, second = 0;
        foreach (LineShape model in models)
        {
            double likeness = EdgeLine.LikenessOf(shape, model, second);
            if (likeness > best)
                (best, second) = (likeness, best);
            else if (likeness > second)
                second = likeness;
        }

        return second;
    }

    // Returns the lines that recur on this page and the nearest others.
    private List<EdgeLine> Recurring(PageEdges page, Func<PageEdges, IReadOnlyList<EdgeLine>> end) =>
    [
        .. _pages.OrderBy(other => Math.Abs(other.Order - page.Order))
            .SelectMany(other => end(other).Where(line =>
                line.Met >= Math.Max(3, other.Neighbours / 5) && MayBeHead(line)))
            .Take(MaxModels),
    ];

    private bool MayBeHead(EdgeLine line) => line.Numbers.Count == 0 && !IsPhrase(line);

    private bool IsPhrase(EdgeLine line)
    {
        (int atEdge, int inside) = _pagesWith[line.Shape.Letters];
        return inside >= atEdge;
    }

    // Adds what is outermost apart from heads: page numbers, numbered heads, and the running head behind a filing stamp.
    private void AddOutermost(PageEdges page, IEnumerable<EdgeLine> lines, HashSet<EdgeLine> heads, bool isTop)
    {
        int above = 0;
        foreach (EdgeLine line in lines)
        {
            bool isHead = heads.Contains(line) || IsPageNumber(page, line) || IsNumberedHead(page, line, isTop) ||
                (isTop && above >= MinStampLines && IsBehindStamp(page, line));
            if (!isHead)
                return;
            heads.Add(line);
            above++;
        }
    }

    private bool IsPageNumber(PageEdges page, EdgeLine line) => line.Numbers.Any(number =>
        _pages.Count(other => other != page && other.Numbers.Contains((number.Kind, number.Value + other.Order - page.Order))) >= 2);

    // A short document, or a head for each side of a sheet, does not repeat a head often, but counts on in it.
    private bool IsNumberedHead(PageEdges page, EdgeLine line, bool isTop) =>
        line.Met > 0 && !line.IsText && line.OuterNumbers.Any(number =>
            _pages.Count(other => other != page && (isTop ? other.Top : other.Bottom).Any(theirs =>
                !theirs.IsText && theirs.OuterNumbers.Contains(number + other.Order - page.Order))) >= 3);

    private bool IsBehindStamp(PageEdges page, EdgeLine line)
    {
        PageEdges[] near = [.. _pages.Where(other => other != page && Math.Abs(other.Order - page.Order) <= Reach)];
        int alike = near.Count(other => other.Top.Concat(other.Deep).Any(line.IsLike));
        int inside = near.Count(other => other.Inner.Contains(line.Shape.Letters) && !other.Deep.Any(deep => deep.Shape.Letters == line.Shape.Letters));
        return line.Shape.Letters.Length > 1 && alike > inside && alike >= Math.Max(3, near.Length / 3);
    }

    private void Count(PageEdges page, int change)
    {
        foreach (string letters in page.Lines.Select(line => line.Shape.Letters).Distinct())
            Change(letters, change, 0);
        foreach (string letters in page.Inner)
            Change(letters, 0, change);
    }

    private void Change(string letters, int atEdge, int inside)
    {
        (int nowAtEdge, int nowInside) = _pagesWith.GetValueOrDefault(letters);
        if ((nowAtEdge + atEdge, nowInside + inside) is (0, 0))
            _pagesWith.Remove(letters);
        else
            _pagesWith[letters] = (nowAtEdge + atEdge, nowInside + inside);
    }
}
