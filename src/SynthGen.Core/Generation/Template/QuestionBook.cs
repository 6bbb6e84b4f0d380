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
internal sealed record TopicMatch(Topic Topic, int? Doing);

/// <summary>The topics of Questions.txt, found in a sentence by their trigger words.</summary>
internal sealed class QuestionBook
{
    private static readonly Lazy<QuestionBook> Loaded = new(Load);

    private readonly TriggerTable _triggers = new();

    /// <summary>The built-in book.</summary>
    public static QuestionBook BuiltIn => Loaded.Value;

    /// <summary>Returns the topics of a sentence, without repetition, in the order of their triggers.</summary>
    public List<TopicMatch> Match(ReadOnlySpan<Token> tokens)
    {
        List<TopicMatch> found = [];
        for (int i = 0; i < tokens.Length; i++)
        {
            if (_triggers.Of(tokens[i].Word) is not { } triggers)
                continue;

            foreach (Trigger trigger in triggers)
            {
                if (trigger.StandsAt(tokens, i))
                    Add(found, trigger.Topic, trigger.IsDoing ? i : null);
            }
        }

        return found;
    }

    private static void Add(List<TopicMatch> found, Topic topic, int? doing)
    {
        int known = found.FindIndex(match => match.Topic == topic);
        if (known < 0)
            found.Add(new TopicMatch(topic, doing));
        else if (found[known].Doing is null)
            found[known] = new TopicMatch(topic, doing);
    }

    private static QuestionBook Load()
    {
        QuestionBook book = new();
        foreach ((string id, List<string> lines) in TextResource.Sections("Questions.txt"))
        {
            Topic topic = new(id, Values("ask"), Values("ask {n}"));
            foreach (string trigger in Lists("match"))
                book._triggers.Add(new Trigger(topic, trigger, isDoing: false));
            foreach (string trigger in Lists("named"))
                book._triggers.Add(new Trigger(topic, trigger, isDoing: true));

            List<string> Values(string key) =>
                [.. lines.Where(line => line.StartsWith(key + ":", StringComparison.Ordinal)).Select(line => line[(key.Length + 1)..].Trim())];

            IEnumerable<string> Lists(string key) =>
                Values(key).SelectMany(line => line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }

        return book;
    }
}
