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
    public List<TopicMatch> Match(ReadOnlySpan<Token> tokens)
    {
        List<TopicMatch> found = [];
        Dictionary<string, List<Trigger>>.AlternateLookup<ReadOnlySpan<char>> byPrefix = _byPrefix.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int i = 0; i < tokens.Length; i++)
        {
            string word = tokens[i].Word;
            if (_byWord.TryGetValue(word, out List<Trigger>? triggers))
                Try(tokens, triggers, i);
            if (word.Length >= PrefixLength && byPrefix.TryGetValue(word.AsSpan(0, PrefixLength), out triggers))
                Try(tokens, triggers, i);
        }

        return found;

        void Try(ReadOnlySpan<Token> tokens, List<Trigger> triggers, int at)
        {
            foreach (Trigger trigger in triggers)
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
        Word first = trigger.FirstWord;
        (Dictionary<string, List<Trigger>> index, string key) = first.IsPrefix ? (_byPrefix, first.Text[..PrefixLength]) : (_byWord, first.Text);
        if (!index.TryGetValue(key, out List<Trigger>? triggers))
            index[key] = triggers = [];
        triggers.Add(trigger);
    }

    /// <summary>Words that show a topic: a phrase, or two that stand near each other ("recuse + investigation").</summary>
    private sealed class Trigger(Topic topic, string text, bool isDoing)
    {
        private readonly Word[][] _phrases = [.. text.Split(" + ").Select(phrase => phrase.Split(' ').Select(Word.Of).ToArray())];

        public Topic Topic => topic;

        public bool IsDoing => isDoing;

        public Word FirstWord => _phrases[0][0];

        public bool StandsAt(ReadOnlySpan<Token> tokens, int at)
        {
            if (!StandsAt(tokens, at, _phrases[0]))
                return false;

            for (int i = 1; i < _phrases.Length; i++)
            {
                if (!StandsNear(tokens, at, _phrases[i]))
                    return false;
            }

            return true;
        }

        private static bool StandsNear(ReadOnlySpan<Token> tokens, int at, Word[] phrase)
        {
            int last = Math.Min(at + Near, tokens.Length - phrase.Length);
            for (int near = Math.Max(at - Near, 0); near <= last; near++)
            {
                if (StandsAt(tokens, near, phrase))
                    return true;
            }

            return false;
        }

        private static bool StandsAt(ReadOnlySpan<Token> tokens, int at, Word[] phrase)
        {
            if (at + phrase.Length > tokens.Length)
                return false;
            for (int i = 0; i < phrase.Length; i++)
            {
                if (!phrase[i].Is(tokens[at + i].Word))
                    return false;
            }

            return true;
        }
    }

    /// <summary>A word of a trigger; "recus*" stands for each word that begins so.</summary>
    private readonly record struct Word(string Text, bool IsPrefix)
    {
        public static Word Of(string text) => text.EndsWith('*') ? new Word(text[..^1], true) : new Word(text, false);

        // Nearly every word differs in its first letter, and the comparison of whole words costs more.
        public bool Is(string word) => word.Length >= Text.Length && (IsPrefix || word.Length == Text.Length)
            && (word[0] | 0x20) == (Text[0] | 0x20) && word.StartsWith(Text, StringComparison.OrdinalIgnoreCase);
    }
}
