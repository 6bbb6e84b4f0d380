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

    /// <summary>Whether a title stands before it somewhere.</summary>
    public bool HasTitle { get; private set; }

    /// <summary>Whether its first word is an abbreviation in capitals, which no person's name is.</summary>
    public bool BeginsWithAcronym => _spellings.Keys.Any(spelling => spelling.IndexOf(' ') is > 1 and int blank && spelling.AsSpan(0, blank).IndexOfAnyExceptInRange('A', 'Z') < 0);

    /// <summary>The kind of most mentions; of two as frequent the first of the enumeration.</summary>
    public PageGraphKind Kind
    {
        get
        {
            // A place stands behind "in" now and then, a person hardly ever; "the Obama years" do not make a role of a name.
            int persons = Count(PageGraphKind.Person) + Count(PageGraphKind.Name), places = Count(PageGraphKind.Place);
            if (places > 0 && !HasTitle && places * 8 >= persons)
                return PageGraphKind.Place;
            return _kinds.Where(pair => pair.Key != PageGraphKind.Role || _kinds.Count == 1).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;

            int Count(PageGraphKind kind) => _kinds.GetValueOrDefault(kind);
        }
    }

    /// <summary>Adds a mention.</summary>
    public void Add(Entity entity, PagePassage passage)
    {
        _spellings[entity.Name] = _spellings.GetValueOrDefault(entity.Name) + 1;
        HasTitle |= entity.Kind == PageGraphKind.Person && PersonTitle.LengthOf(entity.Name) > 0;
        _kinds[entity.Kind] = _kinds.GetValueOrDefault(entity.Kind) + 1;
        _pages.Add(passage.Page);
        _mentions.Add(new PageGraphMention(passage, entity.Start, entity.Length));
    }

    /// <summary>Takes in another form of the same name.</summary>
    public void Take(NameForms other)
    {
        Keys.AddRange(other.Keys);
        HasTitle |= other.HasTitle;
        foreach ((string spelling, int count) in other._spellings)
            _spellings[spelling] = _spellings.GetValueOrDefault(spelling) + count;
        _pages.UnionWith(other._pages);
        _mentions.AddRange(other._mentions);
    }

    /// <summary>Makes the node.</summary>
    /// <param name="common">The words that the document writes in small letters.</param>
    /// <param name="taken">The names that nodes have already; this one's is added.</param>
    public PageGraphNode ToNode(IReadOnlySet<string> common, HashSet<string> taken)
    {
        PageGraphKind kind = KindOfNode(common);
        string[] own = [.. _spellings.Where(pair => NameKey.Of(pair.Key, kind) == Key).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => kind is PageGraphKind.Person or PageGraphKind.Name ? pair.Key[PersonTitle.LengthOf(pair.Key)..] : pair.Key)];
        string name = own.FirstOrDefault(taken.Add) ?? Unique(own.FirstOrDefault(Key), taken);
        return new PageGraphNode(name, kind)
        {
            Aliases = [.. _spellings.Keys.Where(spelling => spelling != name).Order(StringComparer.Ordinal)],
            Pages = [.. _mentions.Select(mention => mention.Passage.Page).Distinct()],
            Mentions = _mentions,
        };
    }

    // Several words with capitals are a person's name, unless they are words of the language or stand in capitals throughout.
    private PageGraphKind KindOfNode(IReadOnlySet<string> common) => Kind switch
    {
        PageGraphKind.Person when !HasTitle && Keys.Count == 1 && (!Key.Contains(' ') || Key.Split(' ').Any(common.Contains) || _spellings.Keys.All(spelling => !spelling.Any(char.IsLower))) => PageGraphKind.Name,
        PageGraphKind.Name when HasTitle || Key.Contains(' ') => PageGraphKind.Person,
        PageGraphKind kind => kind,
    };

    private static string Unique(string name, HashSet<string> taken)
    {
        int number = 2;
        while (!taken.Add($"{name} ({number})"))
            number++;
        return $"{name} ({number})";
    }
}
