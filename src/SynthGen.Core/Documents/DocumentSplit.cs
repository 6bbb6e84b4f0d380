using System.Diagnostics.CodeAnalysis;
using SynthGen.Documents.Cleaning;
using SynthGen.Documents.Marks;
using SynthGen.Documents.Measures;
using SynthGen.Documents.Numbers;
using SynthGen.Documents.Sources;

namespace SynthGen.Documents;

/// <summary>The split of one document into pages, with audit, cleaning and selection.</summary>
public sealed class DocumentSplit : IDisposable
{
    private readonly PageNumberAudit _audit = new();
    private readonly ColumnAudit _columns = new();
    private readonly DocumentSplitOptions _options;
    private readonly RunningHeadFilter? _heads;
    private readonly HyphenJoiner? _hyphens;
    private readonly bool[] _found;
    private readonly Queue<OcrPage> _added = new();
    private readonly string _source;
    private OcrPage? _last;
    private bool _isWhole;
    private bool _any;

    /// <summary>Begins a document.</summary>
    /// <param name="source">The document's name, for the pages.</param>
    /// <param name="options">The options.</param>
    public DocumentSplit(string source, DocumentSplitOptions options)
    {
        _options = options;
        _source = source;
        _found = new bool[options.Pages?.Ranges.Count ?? 0];
        _heads = options.RemoveRunningHead ? new RunningHeadFilter() : null;
        _hyphens = options.JoinHyphen ? new HyphenJoiner() : null;
        Splitter = new PageSplitter(options.Marker, source, options.SkipPreamble) { MarkerAt = options.MarkerAt, FirstPage = options.FirstPage };
    }

    /// <summary>The splitter that takes the document's text.</summary>
    public PageSplitter Splitter { get; }

    /// <summary>Whether the pages come from a format that has pages itself.</summary>
    public bool HasPages { get; private set; }

    /// <summary>Whether the document held no text at all; valid after all pages were read.</summary>
    public bool IsEmpty => !_any && Splitter.MarkCount == 0;

    /// <summary>Adds a page of a format that has pages itself; the splitter then takes nothing.</summary>
    /// <remarks>A number that is printed on the page counts before that which the format gives it, as in text with page marks.</remarks>
    public void Add(SourcePage page)
    {
        HasPages = true;
        PageNumber number = new(page.Number ?? (_last?.Number ?? 0) + 1);
        if (page.Label is { } label)
            number = PageNumber.TryParse(label, out PageNumber printed) ? printed : number with { Label = label };
        _last = new OcrPage(number.Value, PageText.Normalize(page.Text), _source, page.Line, number.Label, (_last?.Ordinal ?? 0) + 1, page.Confidence);
        _added.Enqueue(_last);
    }

    /// <summary>Marks the end of the document.</summary>
    public void Complete()
    {
        _isWhole = true;
        Splitter.Complete();
    }

    /// <summary>Returns the next page if it is complete.</summary>
    public bool TryRead([NotNullWhen(true)] out OcrPage? page)
    {
        while (TryReadWithoutHead(out page))
        {
            // Every page is learned, so that a page's text does not depend on the pages that are asked for.
            _hyphens?.Learn(page.Text);
            if (_options.Pages?.Contains(page, _found) == false)
                continue;

            string text = page.Text;
            if (_hyphens is not null)
                text = _hyphens.JoinNext(text);
            if (_options.CollapseSpace)
                text = SpaceCollapser.Collapse(text);
            page = page.WithText(text);
            return true;
        }

        return false;
    }

    /// <summary>Returns warnings about the document, after all its pages were read; mostly none.</summary>
    public IEnumerable<string> Warnings()
    {
        if (_any && !HasPages && Splitter.MarkCount == 0)
        {
            string looked = _options.Marker is null ? "any known kind" : Splitter.Marker!.Name;
            yield return $"No page marker of {looked} was found: the document is one page.";
        }

        if (Splitter.MarkCount > 0 && Splitter.Choice is { } choice &&
            (choice.Doubt ?? (choice.IsSingle && Splitter.MarkCount == 1 ? "there is only one" : null)) is { } doubt)
        {
            yield return $"The page marks seem to be {choice.Marker.Name}, but {doubt}. Name the kind by -Marker.";
        }

        if (Splitter.NearMarks.Describe() is { } near)
            yield return near;

        if (_any && _found.Contains(false))
        {
            string ranges = string.Join(", ", _options.Pages!.Ranges.Where((_, i) => !_found[i]));
            yield return $"No page is in {ranges}. {(_audit.Pages is { } pages ? $"The document has the pages {pages}." : "The document has pages without numbers.")}";
        }

        if (_audit.Describe() is { } finding)
            yield return finding;
        if (_columns.Describe() is { } columns)
            yield return columns;
    }

    /// <inheritdoc/>
    public void Dispose() => Splitter.Dispose();

    private bool TryReadWithoutHead([NotNullWhen(true)] out OcrPage? page)
    {
        if (_heads is null)
            return TryReadRaw(out page);

        while (!_heads.TryRead(out page))
        {
            if (TryReadRaw(out OcrPage? raw))
                _heads.Add(raw);
            else if (HasPages ? _isWhole : Splitter.IsRead)
                return _heads.TryReadLast(out page);
            else
                return false;
        }

        return true;
    }

    private bool TryReadRaw([NotNullWhen(true)] out OcrPage? page)
    {
        if (!(HasPages ? _added.TryDequeue(out page) : Splitter.TryRead(out page)))
            return false;
        _any = true;
        _audit.Add(page);
        _columns.Add(page);
        return true;
    }
}
