namespace SynthGen.Conversations.Template.Scenes;

/// <summary>Independent calls in one turn; each finds its own page.</summary>
internal static class ParallelScene
{
    private static readonly string[] Places = ["first", "second", "third"];

    /// <summary>Plays a plan; returns why the conversation does not prove its kind, or null.</summary>
    public static string? Play(Scene scene, ConversationPlan plan, Phrases phrases)
    {
        string questions = string.Join(phrases.Say("also").ToLowerInvariant() is "and also:" ? " And also: " : " ", plan.Rows.Select(row => row.Query));
        scene.User(phrases.Say(plan.Rows.Count == 2 ? "ask two" : "ask three", ("query", questions)));

        List<(string Tool, string Text)> searches = [];
        foreach (SyntheticQuery row in plan.Rows)
        {
            if (scene.Known(Planning.UsableRow.SoughtOf(row)) is not { Length: > 0 } sought)
                return "A call has no word that the user said.";
            searches.Add((row.Tools[0].Name, sought));
        }

        IReadOnlyList<PageHit>[] found = scene.Search(searches, phrases.OneIn(4) ? phrases.Say("look several") : null);
        List<string> parts = [];
        foreach ((SyntheticQuery row, IReadOnlyList<PageHit> hits) in plan.Rows.Zip(found))
        {
            if (!Scene.Shows(Scene.Find(hits, row), row))
                return "A call does not show its passage.";
            scene.Cite(row, plan.Source);
            parts.Add(phrases.Say("answer part", ("place", Places[parts.Count]), ("page", LookupScene.PageOf(row, plan.Source)), ("quote", LookupScene.Quoted(row))));
        }

        scene.Answer(string.Join(phrases.OneIn(2) ? "\n" : " ", parts));
        return null;
    }
}
