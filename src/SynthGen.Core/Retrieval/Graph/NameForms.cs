using SynthGen.Documents;

namespace SynthGen.Retrieval.Graph;

/// <summary>All that is known of one name before it becomes a node.</summary>
/// <param name="key">The name's key.</param>
internal sealed class NameForms(string key)
{
    private readonly Dictionary<string, int> _spellings = new(StringComparer.Ordinal);
    private readonly Dictionary<PageGraphKind, int> _kinds = [];
    private readonly HashSet<PageKey> _pages = [];
    private readonly List<PageGraphMention> _mentions = [];

    /// <summary>The key.</summary>
    public string Key => key;

    /// <summary>The keys that were merged into this one, its own among them.</summary>
    public List<string> Keys { get; } = [key];

    /// <summary>The number of pages.</summary>
    public int PageCount => _pages.Count;

    /// <summary>The number of mentions.</summary>
    public int MentionCount => _mentions.Count;

    /// <summary>The kind of most mentions; of two as frequent the first of the enumeration.</summary>
    public PageGraphKind Kind => _kinds.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;

    /// <summary>Whether a page has it.</summary>
    public bool IsOn(PageKey page) => _pages.Contains(page);

    /// <summary>Adds a mention.</summary>
    public void Add(Entity entity, PagePassage passage)
    {
        _spellings[entity.Name] = _spellings.GetValueOrDefault(entity.Name) + 1;
        _kinds[entity.Kind] = _kinds.GetValueOrDefault(entity.Kind) + 1;
        _pages.Add(passage.Page);
        _mentions.Add(new PageGraphMention(passage, entity.Start, entity.Length));
    }

    /// <summary>Takes in another form of the same name.</summary>
    public void Take(NameForms other)
    {
        Keys.AddRange(other.Keys);
        foreach ((string spelling, int count) in other._spellings)
            _spellings[spelling] = _spellings.GetValueOrDefault(spelling) + count;
        _pages.UnionWith(other._pages);
        _mentions.AddRange(other._mentions);
    }

    /// <summary>Makes the node.</summary>
    /// <param name="taken">The names that nodes have already; this one's is added.</param>
    public PageGraphNode ToNode(HashSet<string> taken)
    {
        string[] own = [.. _spellings.Where(pair => NameKey.Of(pair.Key, Kind) == Key).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key)];
        string name = own.FirstOrDefault(taken.Add) ?? Unique(own[0], taken);
        return new PageGraphNode(name, Kind)
        {
            Aliases = [.. _spellings.Keys.Where(spelling => spelling != name).Order(StringComparer.Ordinal)],
            Pages = [.. _mentions.Select(mention => mention.Passage.Page).Distinct()],
            Mentions = _mentions,
        };
    }

    private static string Unique(string name, HashSet<string> taken)
    {
        int number = 2;
        while (!taken.Add($"{name} ({number})"))
            number++;
        return $"{name} ({number})";
    }
}
