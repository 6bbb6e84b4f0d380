namespace SynthGen.Generation.Template;

/// <summary>Triggers by the first letters of their first word. Each word of a document is looked up, and most begin no trigger.</summary>
internal sealed class TriggerTable
{
    private const int Letters = 27;

    private readonly List<Trigger>?[] _byLetters = new List<Trigger>?[Letters * Letters * Letters];
    private readonly Dictionary<string, List<Trigger>> _others = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a trigger whose first word is whole, or a beginning of at least three letters.</summary>
    public void Add(Trigger trigger)
    {
        TriggerWord first = trigger.FirstWord;
        List<Trigger> triggers = KeyOf(first.Text) is { } key ? _byLetters[key] ??= [] : Others(first.Text);
        // Those of a whole word go first.
        int at = first.IsPrefix ? triggers.Count : triggers.FindIndex(other => other.FirstWord.IsPrefix);
        triggers.Insert(at < 0 ? triggers.Count : at, trigger);
    }

    /// <summary>Returns the triggers that a word may begin; null if it begins none.</summary>
    public List<Trigger>? Of(string word) => KeyOf(word) is { } key ? _byLetters[key] : _others.GetValueOrDefault(word);

    private List<Trigger> Others(string word)
    {
        if (!_others.TryGetValue(word, out List<Trigger>? triggers))
            _others[word] = triggers = [];
        return triggers;
    }

    // The first three letters, in either case, as a number; null for a word that begins otherwise.
    private static int? KeyOf(string word) =>
        word.Length >= 3 && Place(word[0]) is >= 0 and int first && Place(word[1]) is >= 0 and int second && Place(word[2]) is >= 0 and int third
            ? (first * Letters + second) * Letters + third : null;

    // a to z, and the hyphen of "co-conspirator"
    private static int Place(char c) => char.IsAsciiLetter(c) ? (c | 0x20) - 'a' : c == '-' ? Letters - 1 : -1;
}
