namespace SynthGen.Retrieval.Graph;

/// <summary>Makes one node of all forms of a name.</summary>
/// <param name="common">The words that the document writes in small letters.</param>
internal sealed class NameMerger(IReadOnlySet<string> common)
{
    private readonly Dictionary<string, NameForms> _forms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _nodes = new(StringComparer.Ordinal);

    /// <summary>Adds a mention.</summary>
    public void Add(Entity entity, PagePassage passage)
    {
        string key = NameKey.Of(entity.Name, entity.Kind);
        if (!_forms.TryGetValue(key, out NameForms? forms))
            _forms.Add(key, forms = new NameForms(key));
        forms.Add(entity, passage);
    }

    /// <summary>Merges the forms and returns the nodes, those on most pages first.</summary>
    public IReadOnlyList<PageGraphNode> Merge()
    {
        List<NameForms> merged = ShortForms.Join(MisreadForms.Join([.. _forms.Values]), common);
        merged.RemoveAll(IsWord);
        merged.Sort((one, other) => other.PageCount != one.PageCount ? other.PageCount.CompareTo(one.PageCount) : string.CompareOrdinal(one.Key, other.Key));
        HashSet<string> taken = new(StringComparer.Ordinal);
        List<PageGraphNode> nodes = [];
        foreach (NameForms forms in merged)
        {
            foreach (string key in forms.Keys)
                _nodes[key] = nodes.Count;
            nodes.Add(forms.ToNode(common, taken));
        }

        return nodes;
    }

    /// <summary>Returns the place of an entity's node, after <see cref="Merge"/>; null if the entity is a common word.</summary>
    public int? NodeOf(Entity entity) => _nodes.TryGetValue(NameKey.Of(entity.Name, entity.Kind), out int node) ? node : null;

    /// <summary>Returns the place of the node that a name belongs to, whatever its kind; null if there is none.</summary>
    public int? NodeOf(string name) =>
        _nodes.TryGetValue(NameKey.Of(name, PageGraphKind.Name), out int node) || _nodes.TryGetValue(NameKey.Of(name, PageGraphKind.Date), out node) ? node : null;

    // "Meet" at the beginning of a line; "Page" has become Carter Page by then.
    private bool IsWord(NameForms forms) =>
        forms is { Kind: PageGraphKind.Name or PageGraphKind.Person or PageGraphKind.Place, HasTitle: false, Keys.Count: 1 } && forms.Key.Split(' ').All(common.Contains);
}
