using SynthGen.Conversations.Planning;
using SynthGen.Tools;

namespace SynthGen.Conversations.Template.Scenes;

/// <summary>A later call uses a name that stands in an earlier result alone.</summary>
internal static class SequenceScene
{
    /// <summary>Plays a plan; returns why the conversation does not prove its kind, or null.</summary>
    public static string? Play(Scene scene, ConversationPlan plan, Phrases phrases)
    {
        int steps = plan.Rows.Count;
        string query = steps > 2 || phrases.OneIn(2) ? InSentences(plan, phrases) : phrases.Say("ask way", ("question", Question(plan, phrases)));
        foreach (string hidden in plan.Values.Take(steps).Concat(plan.Subjects.Take(steps).Skip(1)))
        {
            if (hidden.Split(' ').Any(part => part.Length > 2 && WordPlace.Has(query, part)))
                return "The question names what it asks for.";
        }

        scene.User(query);
        PageHit? last = null;
        for (int i = 0; i < steps; i++)
        {
            // The name as the result before shows it.
            string subject = i == 0 ? plan.Subjects[0] : plan.Values[i - 1];
            if (scene.Known(subject) != subject)
                return "A name of the way does not stand in the result before.";
            string search = $"{subject} {scene.Known(WithoutSubject(plan, i))}".TrimEnd();
            IReadOnlyList<PageHit> hits = scene.Search(BuiltInTools.FullTextSearch.Name, search, i == 0 ? null : phrases.SayOrNot("next step", ("name", subject)));
            last = Scene.Find(hits, plan.Rows[i]);
            if (last is null)
                return "A page of the way is not among the results.";
            if (!Scene.Shows(last, plan.Rows[i]))
                return "A result does not show the whole passage.";
            if (i < steps - 1 && (Scene.Find(hits, plan.Rows[^1]) is not null || hits.Any(hit => WordPlace.Has(hit.Snippet, plan.Values[steps - 1]))))
                return "The first result has the answer already.";
            scene.Cite(plan.Rows[i], plan.Source);
        }

        if (!WordPlace.Has(last!.Snippet, plan.Values[steps - 1]))
            return "The result does not show the answer.";
        List<string> parts = [];
        for (int i = 0; i < steps; i++)
        {
            parts.Add(phrases.Say(
                i == 0 ? "way begins" : i < steps - 1 ? "way goes on" : "way ends",
                ("name", plan.Values[i]), ("value", plan.Values[i]), ("page", LookupScene.PageOf(plan.Rows[i], plan.Source)), ("quote", LookupScene.Quoted(plan.Rows[i]))));
        }

        scene.Answer(string.Join(' ', parts));
        return null;
    }

    // "on which date the person who is named where Costello told Cohen issued a statement"
    private static string Question(ConversationPlan plan, Phrases phrases)
    {
        int steps = plan.Rows.Count;
        string thing = plan.Subjects[0];
        for (int i = 0; i < steps - 1; i++)
        {
            string kind = phrases.Say($"kind {plan.Subjects[steps + i + 1]}").ToLowerInvariant();
            string topic = WithoutSubject(plan, i);
            thing = topic.Length == 0 ? phrases.Say("named with", ("kind", kind), ("thing", thing))
                : topic != plan.Topics[i] ? phrases.Say("named where", ("kind", kind), ("topic", $"{thing} {topic}"))
                : phrases.Say("named with about", ("kind", kind), ("thing", thing), ("topic", topic));
            thing = char.ToLowerInvariant(thing[0]) + thing[1..];
        }

        return Asked(plan, thing, phrases);
    }

    // "A person comes up where Costello told Cohen. On which date did …": each step has a sentence of its own.
    private static string InSentences(ConversationPlan plan, Phrases phrases)
    {
        int steps = plan.Rows.Count;
        List<string> sentences = [];
        string thing = plan.Subjects[0];
        for (int i = 0; i < steps - 1; i++)
        {
            string kind = phrases.Say($"kind {plan.Subjects[steps + i + 1]}").ToLowerInvariant(), article = "aeiou".Contains(kind[0]) ? "an" : "a";
            string topic = WithoutSubject(plan, i);
            sentences.Add(topic.Length == 0 ? phrases.Say("step", ("article", article), ("kind", kind), ("thing", thing))
                : topic != plan.Topics[i] ? phrases.Say("step where", ("article", article), ("kind", kind), ("topic", $"{thing} {topic}"))
                : phrases.Say("step about", ("article", article), ("kind", kind), ("thing", thing), ("topic", topic)));
            thing = $"that {kind}";
        }

        sentences.Add(phrases.Say("ask way", ("question", Asked(plan, thing, phrases))));
        return string.Join(' ', sentences);
    }

    private static string Asked(ConversationPlan plan, string thing, Phrases phrases)
    {
        int steps = plan.Rows.Count;
        string last = WithoutSubject(plan, steps - 1), value = plan.Values[steps];
        bool isClause = last != plan.Topics[steps - 1];
        string asked = value switch
        {
            "Date" => isClause ? "date of clause" : last.Length > 0 ? "date about" : "date",
            "Amount" => isClause ? "amount of clause" : last.Length > 0 ? "amount about" : "amount",
            _ => isClause ? "other of clause" : last.Length > 0 ? "other about" : "other",
        };
        string question = phrases.Say(asked, ("thing", thing), ("topic", last));
        return char.ToLowerInvariant(question[0]) + question[1..];
    }

    private static string WithoutSubject(ConversationPlan plan, int step) =>
        plan.Topics[step].StartsWith(plan.Subjects[step] + " ", StringComparison.Ordinal) ? plan.Topics[step][(plan.Subjects[step].Length + 1)..] : plan.Topics[step];
}
