using System.Collections.Concurrent;
using SynthGen.Documents;
using SynthGen.Generation.Graph;
using SynthGen.Generation.Template;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Conversations.Planning;

/// <summary>
/// Gives what conversations can be built of: the rows that were given, and for pages without such rows those that the offline generator
/// makes and proves on the index. Remembers the last pages. Thread-safe.
/// </summary>
internal sealed class MaterialSource
{
    private const int MostRemembered = 1_000;
    private const int RowsPerPage = 6;

    private readonly IPageIndex _index;
    private readonly IReadOnlyDictionary<PageKey, List<SyntheticQuery>> _given;
    private readonly TemplateQueryGenerator _generator;
    private readonly ConcurrentDictionary<PageKey, Lazy<PageMaterial?>> _pages = new();

    /// <summary>Creates a source.</summary>
    /// <param name="index">The index.</param>
    /// <param name="keys">The pages, as the index knows them.</param>
    /// <param name="given">The rows that were given, by page.</param>
    /// <param name="seed">The seed of the rows that are made.</param>
    public MaterialSource(IPageIndex index, IReadOnlyList<PageKey> keys, IReadOnlyDictionary<PageKey, List<SyntheticQuery>> given, int seed)
    {
        (_index, Keys, _given) = (index, keys, given);
        _generator = new TemplateQueryGenerator([.. BuiltInTools.All.Where(tool => index.CanRun(tool.Name)).Select(tool => TemplateTool.From(tool)!)], RowsPerPage, seed, index);
    }

    /// <summary>The pages.</summary>
    public IReadOnlyList<PageKey> Keys { get; }

    /// <summary>Returns what there is on a page; null if the index lacks it.</summary>
    public PageMaterial? Of(PageKey key)
    {
        if (_pages.Count > MostRemembered)
            _pages.Clear();
        return _pages.GetOrAdd(key, key => new Lazy<PageMaterial?>(() => Make(key))).Value;
    }

    private PageMaterial? Make(PageKey key)
    {
        if (_index.Find(key) is not { } page)
            return null;

        // The generator works at once, so that nothing waits here.
        IEnumerable<SyntheticQuery> rows = _given.GetValueOrDefault(key) ?? _generator.GenerateAsync(page, CancellationToken.None).GetAwaiter().GetResult().Rows;
        List<SyntheticQuery> usable = [.. rows.Where(row => UsableRow.Problem(row, page, _index) is null)];
        foreach (SyntheticQuery row in usable)
            row.SetSourcePage(page);
        return new PageMaterial(page, usable, OfflineEntityReader.Read(page).Sentences);
    }
}
