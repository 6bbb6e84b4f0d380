namespace SynthGen.Documents.Shards;

/// <summary>Selects the pages of a shard from all pages of a document, in their order, and takes the document's identity.</summary>
public sealed class ShardSelection : IDisposable
{
    private readonly DocumentHash _document = new();
    private readonly PageShard _shard;
    private int _documentPages, _pages;
    private bool _isComplete;

    /// <summary>Begins a document.</summary>
    /// <param name="index">The number of the shard, from 0.</param>
    /// <param name="count">The number of all shards, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such shard.</exception>
    public ShardSelection(int index, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
        _shard = new PageShard(index, count);
    }

    /// <summary>The shard with the counts so far.</summary>
    public PageShard Shard => _shard with { Pages = _pages, DocumentPages = _documentPages, Document = _document.ToString(), IsComplete = _isComplete };

    /// <summary>
    /// Returns the page, if it is one of the shard's. The returned page is marked: what comes of it does not depend on the pages
    /// before it.
    /// </summary>
    public OcrPage? Take(OcrPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        _document.Add(page);
        _documentPages++;
        if (PageShards.IndexOf(PageKey.Of(page), _shard.Count) != _shard.Index)
            return null;

        _pages++;
        return page.OfShard();
    }

    /// <summary>Marks the end of the document.</summary>
    public void Complete() => _isComplete = true;

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();
}
