using System.Text;
using System.Text.Json;

namespace SynthGen.Documents.Sources.Json;

/// <summary>
/// Reads Document AI's pages. They are parts of a text that may come after them, and lines at the end of a shard may go on in
/// the next one; so their places are held until all is read. Places count code points.
/// </summary>
internal sealed class DocumentAIReader(DocumentAISource source, string[] paths, SourceContext context) : JsonDocumentReader(paths, DocumentAISource.Paths.Length, context)
{
    private readonly List<DocumentAIPage> _pages = [];
    private readonly StringBuilder _text = new();
    private readonly SortedDictionary<int, PageLines> _layout = [];
    private string? _shardText;
    private int _shardPages;
    private int _textOffset;
    private int _before;
    private int _shard;
    private int _shards;

    private bool IsIncomplete => _shard < _shards;

    /// <inheritdoc/>
    public override bool IsContinuedBy(SourceBeginning next) => IsIncomplete && source.Recognizes(next);

    /// <inheritdoc/>
    public override IEnumerable<SourcePage> Complete()
    {
        CodePointText text = new(_text.ToString());
        // The last page of a shard may go on in the next one.
        for (int page = 0; page < _pages.Count - (IsIncomplete ? 1 : 0); page++)
            yield return _pages[page].ToSourcePage(text);
        foreach ((int number, PageLines lines) in _layout)
            yield return new SourcePage(lines.ToString()) { Number = number };
        if (IsIncomplete)
        {
            throw new SourceException(
                $"The document has {_shards:N0} shards, and number {_shard + 1:N0} is missing.", "Give all shards in order, as in Split-OcrDocument document-*.json.");
        }
    }

    /// <inheritdoc/>
    protected override void Take(int path, JsonElement value)
    {
        switch (path)
        {
            case 0:
                _shardText = value.ValueKind == JsonValueKind.Null ? "" : value.AsText("text");
                break;
            case 1:
                TakePage(value);
                break;
            case 2:
                TakeShard(value);
                break;
            case 3:
                TakeLayout(value);
                break;
            case 4 when value.ValueKind == JsonValueKind.Object && value.Number("code") is > 0:
                Warn($"Document AI reports the error {value.Number("code")}; pages may be missing.");
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndObject()
    {
        _text.Append(_shardText);
        // Only now are the pages of this shard known to be all, and where its text begins.
        for (int page = _pages.Count - _shardPages; page < _pages.Count; page++)
            _pages[page].Shift(_textOffset);
        if (_shardText is null && _shardPages > 0 && _pages[^_shardPages..].Exists(page => page.HasText))
            throw JsonMembers.Wrong("it has pages, and no 'text' for them");
        _textOffset += new CodePointText(_shardText ?? "").Length;
        _before = _pages.Count == 0 ? 0 : _pages.Max(page => page.Number);
        _shardPages = 0;
        _shardText = null;
    }

    private void TakePage(JsonElement value)
    {
        int number = value.Number("pageNumber") ?? 0;
        // Pages are numbered through all shards, or from 1 in each.
        int offset = _shardPages > 0 ? _pages[^1].Offset : number > _before ? 0 : _before;
        if (number is 0)
            number = _shardPages > 0 ? _pages[^1].Number - offset + 1 : _before - offset + 1;
        if (number < 0 || (long)offset + number >= int.MaxValue)
            throw JsonMembers.Wrong($"a page has the number {number}");
        _pages.Add(new DocumentAIPage(value, offset, number));
        _shardPages++;
    }

    private void TakeShard(JsonElement value)
    {
        int index = value.Number("shardIndex") ?? 0;
        _shards = value.Number("shardCount") ?? 0;
        if (index != _shard)
        {
            throw new SourceException(
                $"This is shard {index + 1:N0} of {_shards:N0}, where number {_shard + 1:N0} is expected.", "Give all shards in order, as in Split-OcrDocument document-*.json.");
        }

        _shard++;
    }

    // The layout parser gives blocks in blocks, and the pages of each.
    private void TakeLayout(JsonElement block)
    {
        Stack<(JsonElement Block, int Page)> rest = new([(block, 1)]);
        while (rest.TryPop(out (JsonElement Block, int Page) next))
        {
            int page = next.Block.Member("pageSpan")?.Number("pageStart") ?? next.Page;
            if (page < 1)
                throw JsonMembers.Wrong($"a block is on page {page}");
            JsonElement content = next.Block.Member("textBlock") ?? default;
            if (!_layout.TryGetValue(page, out PageLines? lines))
                _layout.Add(page, lines = new PageLines());
            lines.AddParagraph(content.Text("text"));
            IEnumerable<JsonElement> cells = new[] { "headerRows", "bodyRows" }
                .SelectMany(rows => (next.Block.Member("tableBlock") ?? default).Items(rows)).SelectMany(row => row.Items("cells")).SelectMany(cell => cell.Items("blocks"));
            foreach (JsonElement inner in content.Items("blocks").Concat((next.Block.Member("listBlock") ?? default).Items("listEntries").SelectMany(entry => entry.Items("blocks"))).Concat(cells).Reverse())
                rest.Push((inner, page));
        }
    }
}
