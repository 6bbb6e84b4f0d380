using SynthGen.Generation.Template.Finders;
using SynthGen.Text;

namespace SynthGen.Generation.Template;

/// <summary>A topic of legal files, with questions that people ask about it in other words than the files'.</summary>
/// <param name="Id">Its name in Questions.txt.</param>
/// <param name="Questions">Questions that stand by themselves.</param>
/// <param name="NamedQuestions">Questions with a place for the name of who does it.</param>
internal sealed record Topic(string Id, IReadOnlyList<string> Questions, IReadOnlyList<string> NamedQuestions);

/// <summary>A topic that a sentence is about.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Doing">
/// The place in the tokens of a verb whose subject the named questions ask for; null if the sentence has none.
/// </param>
internal readonly record struct TopicMatch(Topic Topic, int? Doing);

/// <summary>The topics of Questions.txt, found in a sentence by their trigger words.</summary>
internal sealed class QuestionBook
{
    // Words further apart seldom belong to the same statement.
    private const int Near = 12;
    private const int PrefixLength = 3;
    private static readonly Lazy<QuestionBook> Loaded = new(Load);

    private readonly Dictionary<string, List<Trigger>> _byWord = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<Trigger>> _byPrefix = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The built-in book.</summary>
    public static QuestionBook BuiltIn => Loaded.Value;

    /// <summary>Returns the topics of a sentence, without repetition, in the order of their triggers.</summary>
    public List<TopicMatch> Match(IReadOnlyList<Token> tokens)
    {
        List<TopicMatch> found = [];
        for (int i = 0; i < tokens.Count; i++)
        {
            string word = tokens[i].Word;
            Try(_byWord.GetValueOrDefault(word), i);
            if (word.Length >= PrefixLength)
                Try(_byPrefix.GetValueOrDefault(word[..PrefixLength]), i);
        }

        return found;

        void Try(List<Trigger>? triggers, int at)
        {
            foreach (Trigger trigger in triggers ?? [])
            {
                if (!trigger.StandsAt(tokens, at))
                    continue;

                int known = found.FindIndex(match => match.Topic == trigger.Topic);
                int? doing = trigger.IsDoing ? at : null;
                if (known < 0)
                    found.Add(new TopicMatch(trigger.Topic, doing));
                else if (found[known].Doing is null)
                    found[known] = new TopicMatch(trigger.Topic, doing);
            }
        }
    }

    private static QuestionBook Load()
    {
        QuestionBook book = new();
        foreach ((string id, List<string> lines) in TextResource.Sections("Questions.txt"))
        {
            Topic topic = new(id, Values("ask"), Values("ask {n}"));
            foreach (string trigger in Lists("match"))
                book.Add(new Trigger(topic, trigger, isDoing: false));
            foreach (string trigger in Lists("named"))
                book.Add(new Trigger(topic, trigger, isDoing: true));

            List<string> Values(string key) =>
                [.. lines.Where(line => line.StartsWith(key + ":", StringComparison.Ordinal)).Select(line => line[(key.Length + 1)..].Trim())];

            IEnumerable<string> Lists(string key) =>
                Values(key).SelectMany(line => line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }

        return book;
    }

    private void Add(Trigger trigger)
    {
        string first = trigger.FirstWord;
        (Dictionary<string, List<Trigger>> index, string key) = first.EndsWith('*') ? (_byPrefix, first[..PrefixLength]) : (_byWord, first);
        if (!index.TryGetValue(key, out List<Trigger>? triggers))
            index[key] = triggers = [];
        triggers.Add(trigger);
    }

    /// <summary>Words that show a topic: a phrase, or two that stand near each other ("recuse + investigation").</summary>
    private sealed class Trigger(Topic topic, string text, bool isDoing)
    {
        private readonly string[][] _phrases = [.. text.Split(" + ").Select(phrase => phrase.Split(' '))];

        public Topic Topic => topic;

        public bool IsDoing => isDoing;

        public string FirstWord => _phrases[0][0];

        public bool StandsAt(IReadOnlyList<Token> tokens, int at) => StandsAt(tokens, at, _phrases[0])
            && _phrases.Skip(1).All(phrase => Enumerable.Range(at - Near, 2 * Near + 1).Any(near => StandsAt(tokens, near, phrase)));

        private static bool StandsAt(IReadOnlyList<Token> tokens, int at, string[] phrase)
        {
            if (at < 0 || at + phrase.Length > tokens.Count)
                return false;
            for (int i = 0; i < phrase.Length; i++)
            {
                ReadOnlySpan<char> want = phrase[i], have = tokens[at + i].Word;
                if (!(want.EndsWith('*') ? have.StartsWith(want[..^1], StringComparison.OrdinalIgnoreCase) : have.Equals(want, StringComparison.OrdinalIgnoreCase)))
                    return false;
            }

            return true;
        }
    }
}
