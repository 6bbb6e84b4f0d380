using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SynthGen.Documents.Sources.Json;

/// <summary>Reads Textract's blocks into pages. The text of all pages is held, since the blocks of a page may stand anywhere.</summary>
internal sealed partial class TextractReader(TextractSource source, string[] paths, SourceContext context) : JsonDocumentReader(paths, TextractSource.Paths.Length, context)
{
    private readonly SortedDictionary<int, TextractPage> _pages = [];
    private readonly HashSet<int> _begun = [];
    private int _before;
    private int _last;
    private int _current;
    private int _declared;
    private bool _hasToken;
    private bool _goesOn;

    /// <inheritdoc/>
    /// <remarks>A part says that there are more by its token; a file that begins in the midst of a document by its first block.</remarks>
    public override bool IsContinuedBy(SourceBeginning next) =>
        source.Recognizes(next) && (_goesOn || (FirstPage().Match(next.Text) is { Success: true } page
            && int.TryParse(page.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int first) && first > 1 && _before + first >= _last));

    /// <inheritdoc/>
    public override IEnumerable<SourcePage> Complete()
    {
        // The rest of the last page would be in the part that is missing.
        foreach (SourcePage page in Labelled([.. _pages.Where(page => !_goesOn || page.Key != _last).Select(page => page.Value.ToSourcePage(page.Key))]))
            yield return page;

        if (_goesOn)
        {
            throw new SourceException(
                $"The document goes on after the last part, which ends within page {_last:N0} with a NextToken.", "Give all parts in order, as in Split-OcrDocument part-*.json.");
        }

        if (_declared > _last - _before && _pages.Count > 0)
            Warn($"Textract speaks of {_declared:N0} pages, and the last one here is {_last - _before:N0}: parts may be missing.");
        if (_pages.Count > 0 && _pages.Keys.First() > 1)
            Warn($"The first page is {_pages.Keys.First():N0}: a part before it may be missing.");
    }

    /// <inheritdoc/>
    protected override void Take(int path, JsonElement value)
    {
        switch (path)
        {
            case 0:
                TakeBlock(value);
                break;
            case 1:
                _hasToken = value.ValueKind == JsonValueKind.String && value.AsText("NextToken").Length > 0;
                break;
            case 2:
                _declared = value.ValueKind == JsonValueKind.Null ? 0 : value.AsNumber("Pages");
                break;
            case 3 when value.ValueKind == JsonValueKind.String && value.AsText("JobStatus") is "FAILED" or "IN_PROGRESS":
                throw new SourceException($"This response has no pages: the status of the job is {value.AsText("JobStatus")}.", "Fetch the result again when the job has succeeded.");
            case 4:
                string pages = string.Join(", ", value.Items("pages").Select(page => page.AsNumber("Pages")));
                Warn($"Textract warns of the pages {(pages.Length > 0 ? pages : "of the document")}: {value.Text("errorCode")}.");
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndObject() => (_goesOn, _hasToken) = (_hasToken, false);

    private void TakeBlock(JsonElement block)
    {
        // The SDK for .NET writes {"Value": "LINE"}.
        string type = (block.Member("blockType") is { ValueKind: JsonValueKind.Object } constant ? constant.Text("value") : block.Text("blockType")) ?? "";
        int? number = block.Number("page");
        if (type == "PAGE")
            BeginPage(number);
        else if (number is { } known)
            _current = Absolute(known);

        TextractPage page = Page(Math.Max(_current, 1));
        if (type == "LINE")
            page.AddLine(block.Text("id"), block.Text("text") ?? "");
        else if (type == "WORD")
            page.Confidence.Add(block.Share("confidence", whole: 100));
        else if (type.StartsWith("LAYOUT_", StringComparison.Ordinal))
            page.AddLayout(block.Text("id"), type, Children(block));
    }

    // A response for one image gives its page no number; several of them make a document. A page that begins twice is
    // that of another document.
    private void BeginPage(int? number)
    {
        if (number is { } known && !_begun.Add(known))
        {
            Warn($"Several documents are in one: after page {_last:N0}, pages are counted on.");
            _before = _last;
            _begun.Clear();
            _begun.Add(known);
        }

        _current = number is { } given ? Absolute(given) : _last + 1;
    }

    private int Absolute(int number) => number >= 1 && (long)_before + number < int.MaxValue ? _before + number : throw JsonMembers.Wrong($"a block is on page {number}");

    private TextractPage Page(int number)
    {
        if (!_pages.TryGetValue(number, out TextractPage? page))
            _pages.Add(number, page = new TextractPage());
        _last = Math.Max(_last, number);
        return page;
    }

    private static List<string> Children(JsonElement block) =>
    [
        .. block.Items("relationships")
            .Where(relation => (relation.Member("type") is { ValueKind: JsonValueKind.Object } constant ? constant.Text("value") : relation.Text("type")) == "CHILD")
            .SelectMany(relation => relation.Items("ids")).Select(id => id.AsText("Ids")),
    ];

    [GeneratedRegex("\"[Pp]age\"\\s*:\\s*(\\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex FirstPage();
}
