namespace SynthGen.Quality.Measures;

/// <summary>Counts the conversations of a dataset: by kind and difficulty, and their turns and calls.</summary>
internal sealed class ConversationCounts
{
    private readonly Dictionary<ConversationKind, long> _kinds = [];
    private readonly Dictionary<QueryDifficulty, long> _difficulties = [];
    private long _turns, _calls;

    /// <summary>The number of conversations.</summary>
    public long Count { get; private set; }

    /// <summary>Turns divided by conversations; null without conversations. A turn begins with a message of the user.</summary>
    public double? Turns => Count == 0 ? null : (double)_turns / Count;

    /// <summary>Calls divided by conversations; null without conversations.</summary>
    public double? Calls => Count == 0 ? null : (double)_calls / Count;

    /// <summary>The conversations of each kind, in the order of kinds; those without one are left out.</summary>
    public IReadOnlyList<ConversationCount> Kinds => ToList(_kinds);

    /// <summary>The conversations of each difficulty, from easy to hard; those that were not measured are left out.</summary>
    public IReadOnlyList<ConversationCount> Difficulties => ToList(_difficulties);

    /// <summary>Counts a conversation.</summary>
    public void Add(ToolConversation row)
    {
        Count++;
        _turns += row.TurnCount;
        _calls += row.Calls.Count;
        if (row.Kind is { } kind)
            _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
        if (row.Difficulty is { } difficulty)
            _difficulties[difficulty] = _difficulties.GetValueOrDefault(difficulty) + 1;
    }

    private static ConversationCount[] ToList<T>(Dictionary<T, long> counts)
        where T : struct, Enum =>
        [.. counts.OrderBy(pair => pair.Key).Select(pair => new ConversationCount(pair.Key.ToString(), pair.Value))];
}
