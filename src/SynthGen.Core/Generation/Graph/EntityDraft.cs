using SynthGen.Documents;
using SynthGen.Retrieval.Graph;
using SynthGen.Rows;

namespace SynthGen.Generation.Graph;

/// <summary>What a model listed for one page so far, as far as the page has it; what is dropped is counted by its reason.</summary>
internal sealed class EntityDraft(OcrPage page)
{
    private readonly EvidenceLocator _locator = new(page);
    private readonly Dictionary<string, (string Name, PageGraphKind Kind)> _names = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(int Start, int Length), Found> _sentences = [];
    private readonly Dictionary<string, int> _dropped = [];

    /// <summary>What was dropped, by reason.</summary>
    public IReadOnlyDictionary<string, int> Dropped => _dropped;

    /// <summary>Whether anything stands.</summary>
    public bool IsEmpty => _sentences.Count == 0;

    /// <summary>Adds what a reply lists.</summary>
    /// <returns>Whether something was new.</returns>
    public bool Take(EntityReply reply)
    {
        int before = _sentences.Values.Sum(found => found.Entities.Count + found.Relations.Count);
        foreach (ListedEntity entity in reply.Entities)
            Add(entity);
        foreach (ListedRelation relation in reply.Relations)
            Add(relation);
        if (reply.Unknown > 0)
            _dropped["An item is neither an entity nor a relation with a quote."] = _dropped.GetValueOrDefault("An item is neither an entity nor a relation with a quote.") + reply.Unknown;
        return _sentences.Values.Sum(found => found.Entities.Count + found.Relations.Count) > before;
    }

    /// <summary>Returns what the page names.</summary>
    public PageEntities ToEntities() => new(
        PageKey.Of(page),
        [.. _sentences.Values.Select(found => new EntitySentence(found.Evidence, [.. found.Entities.Values.OrderBy(entity => entity.Start).ThenBy(entity => entity.Name, StringComparer.Ordinal)]) { Relations = found.Relations })]);

    private static PageGraphKind KindOf(string type) => type.ToLowerInvariant() switch
    {
        "person" or "people" or "human" => PageGraphKind.Person,
        "organization" or "organisation" or "company" or "agency" or "group" => PageGraphKind.Organization,
        "place" or "location" or "geo" or "country" or "city" => PageGraphKind.Place,
        "law" or "statute" or "case" or "citation" or "exhibit" => PageGraphKind.Citation,
        "term" or "concept" => PageGraphKind.Term,
        "date" or "time" => PageGraphKind.Date,
        "amount" or "money" => PageGraphKind.Amount,
        "role" => PageGraphKind.Role,
        _ => PageGraphKind.Name,
    };

    private void Add(ListedEntity entity)
    {
        if (_locator.Locate(entity.Quote) is not { } located)
        {
            Drop("The quote of an entity is not on the page.");
            return;
        }

        string key = NameKey.Of(entity.Name, PageGraphKind.Name);
        if (!_names.TryGetValue(key, out (string Name, PageGraphKind Kind) known))
            known = (entity.Name, KindOf(entity.Type));
        if (!Name(located.Evidence, known.Name, known.Kind))
        {
            Drop("The quote of an entity does not name it.");
            return;
        }

        _names.TryAdd(key, known);
    }

    private void Add(ListedRelation relation)
    {
        if (!_names.TryGetValue(NameKey.Of(relation.From, PageGraphKind.Name), out (string Name, PageGraphKind Kind) from)
            || !_names.TryGetValue(NameKey.Of(relation.To, PageGraphKind.Name), out (string Name, PageGraphKind Kind) to) || from == to)
        {
            Drop("A relation is not between two of the entities.");
            return;
        }

        if (_locator.Locate(relation.Quote) is not { } located)
        {
            Drop("The quote of a relation is not on the page.");
            return;
        }

        if (!Name(located.Evidence, from.Name, from.Kind) | !Name(located.Evidence, to.Name, to.Kind))
        {
            Drop("The quote of a relation does not name both entities.");
            return;
        }

        Found found = At(located.Evidence);
        if (!found.Relations.Exists(other => other.From == from.Name && other.To == to.Name))
            found.Relations.Add(new EntityRelation(from.Name, to.Name, relation.Relation));
    }

    // Notes where a passage names something; false if it does not.
    private bool Name(Evidence passage, string name, PageGraphKind kind)
    {
        if (PlaceOf(passage, name) is not { } place)
            return false;
        At(passage).Entities.TryAdd(name, new Entity(name, kind, place.Start, place.Length));
        return true;
    }

    // The name, or its last word, by which persons are called.
    private static (int Start, int Length)? PlaceOf(Evidence passage, string name)
    {
        FoldedText text = FoldedText.Of(passage.Quote);
        foreach (string form in (string[])[name, name[(name.LastIndexOf(' ') + 1)..]])
        {
            FoldedText letters = FoldedText.Of(form);
            if (letters.Length < 2 || text.Letters.IndexOf(letters.Letters) is not (>= 0 and int at))
                continue;
            int start = text.OffsetOf(at);
            return (passage.Start + start, text.OffsetOf(at + letters.Length - 1) + 1 - start);
        }

        return null;
    }

    private Found At(Evidence passage)
    {
        if (!_sentences.TryGetValue((passage.Start, passage.Length), out Found? found))
            _sentences.Add((passage.Start, passage.Length), found = new Found(passage));
        return found;
    }

    private void Drop(string reason) => _dropped[reason] = _dropped.GetValueOrDefault(reason) + 1;

    private sealed class Found(Evidence evidence)
    {
        public Evidence Evidence => evidence;

        public Dictionary<string, Entity> Entities { get; } = new(StringComparer.Ordinal);

        public List<EntityRelation> Relations { get; } = [];
    }
}
