using System.Text.Json;

namespace SynthGen.Documents.Sources.Json;

/// <summary>
/// Reads docling's tree of items in its order, page by page. The tree stands before its items, so the texts of the document are
/// held. Running heads and feet are kept, at the top and the bottom of their page.
/// </summary>
internal sealed class DoclingReader(string[] paths, SourceContext context) : JsonDocumentReader(paths, DoclingSource.Paths.Length, context)
{
    private static readonly string[] Lists = ["body", "furniture", "groups", "texts", "tables", "pictures"];

    private readonly OrderedDictionary<string, DoclingItem> _items = [];
    private readonly int[] _counts = new int[Lists.Length];
    private readonly SortedDictionary<int, DoclingPage> _pages = [];
    private int _before;

    /// <inheritdoc/>
    protected override void Take(int path, JsonElement value)
    {
        if (path == DoclingSource.Paths.Length - 1)
        {
            _ = Page(value.AsNumber("page_no"));
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            string place = path < 2 ? $"#/{Lists[path]}" : $"#/{Lists[path]}/{_counts[path]}";
            _items[value.Text("selfRef") ?? place] = DoclingItem.Read(value);
            _counts[path]++;
        }
    }

    /// <inheritdoc/>
    protected override void EndObject()
    {
        // First the tree; then what it does not mention.
        HashSet<string> seen = [];
        int homeless = 0;
        foreach (string root in _items.Keys.Where(key => key is "#/body" or "#/furniture").Concat(_items.Keys).ToList())
            homeless += Walk(root, seen);
        if (homeless > 0)
            Warn($"{homeless:N0} {(homeless == 1 ? "piece" : "pieces")} of text are left out, because docling gives no page for them.");

        foreach (SourcePage page in Labelled([.. _pages.Select(page => page.Value.ToSourcePage(_before + page.Key))]))
            Give(page);
        if (_pages.Count > 0)
            _before += _pages.Keys.Last();
        _items.Clear();
        _pages.Clear();
        Array.Clear(_counts);
    }

    // Without recursion: a hostile tree may be as deep as it is long.
    private int Walk(string root, HashSet<string> seen)
    {
        int homeless = 0;
        Stack<(string Reference, bool IsInList)> rest = new([(root, false)]);
        while (rest.TryPop(out (string Reference, bool IsInList) next))
        {
            if (!_items.TryGetValue(next.Reference, out DoclingItem? item) || !seen.Add(next.Reference))
                continue;
            foreach (string child in item.Children.AsEnumerable().Reverse())
                rest.Push((child, item.IsList));
            if (item.Text.Length == 0)
                continue;
            if (item.Pages.Count == 0)
                homeless++;
            foreach ((int page, string text) in item.Parts())
                Page(page).Add(item.Label, text, next.IsInList);
        }

        return homeless;
    }

    private DoclingPage Page(int number)
    {
        if (number < 0 || (long)_before + number >= int.MaxValue)
            throw JsonMembers.Wrong($"an item is on page {number}");
        if (!_pages.TryGetValue(number, out DoclingPage? page))
            _pages.Add(number, page = new DoclingPage());
        return page;
    }
}
