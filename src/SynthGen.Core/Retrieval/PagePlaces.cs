using SynthGen.Documents;

namespace SynthGen.Retrieval;

/// <summary>Finds the place of a page by its key, or by as much of the key as is known. Thread-safe.</summary>
/// <param name="keys">The pages' keys in the order of their places.</param>
/// <remarks>
/// Rows and indexes of earlier versions know neither labels nor places in a document, and have file names without folders. So
/// a page that no key fits exactly is the only one of its document with the label, or else the only one with the number. A
/// document that the index lacks is one whose path ends with the one asked for, or is its end; an empty name stands for any.
/// </remarks>
internal sealed class PagePlaces(IReadOnlyList<PageKey> keys)
{
    private readonly Lazy<Dictionary<PageKey, int>> _places = new(() => Map(keys));
    private readonly Lazy<HashSet<string>> _sources = new(() => keys.Select(key => key.Source).ToHashSet(StringComparer.Ordinal));
    private readonly Lazy<ILookup<int, int>> _placesOfNumber = new(() => Enumerable.Range(0, keys.Count).ToLookup(place => keys[place].Number));

    /// <summary>Returns the place of the page that has the key; null if none has.</summary>
    public int? FindExact(PageKey key) => _places.Value.TryGetValue(key, out int place) ? place : null;

    /// <summary>Returns a page's place; null if there is none, or more than one.</summary>
    public int? Find(PageKey key)
    {
        if (FindExact(key) is { } exact)
            return exact;

        IEnumerable<int> ofNumber = _placesOfNumber.Value[key.Number];
        int[] places = [.. ofNumber.Where(place => keys[place].Source == key.Source)];
        if (places.Length == 0 && (key.Source.Length == 0 || !_sources.Value.Contains(key.Source)))
            places = [.. ofNumber.Where(place => IsSame(keys[place].Source, key.Source))];
        int[] labelled = [.. places.Where(place => keys[place].Label == key.Label)];
        return Single(labelled.Length > 0 ? labelled : places, key.Ordinal);
    }

    // Places tell pages of one document apart, but not documents.
    private int? Single(int[] places, int ordinal)
    {
        if (places.Length > 1 && places.All(place => keys[place].Source == keys[places[0]].Source))
            places = [.. places.Where(place => keys[place].Ordinal == ordinal)];
        return places is [var only] ? only : null;
    }

    private static Dictionary<PageKey, int> Map(IReadOnlyList<PageKey> keys)
    {
        Dictionary<PageKey, int> places = new(keys.Count);
        for (int place = 0; place < keys.Count; place++)
            places.Add(keys[place], place);
        return places;
    }

    private static bool IsSame(string indexed, string asked) =>
        asked.Length == 0 || EndsWith(indexed, asked) || EndsWith(asked, indexed);

    private static bool EndsWith(string path, string end) =>
        end.Length > 0 && path.Length > end.Length && path[^(end.Length + 1)] == '/' && path.EndsWith(end, StringComparison.Ordinal);
}
