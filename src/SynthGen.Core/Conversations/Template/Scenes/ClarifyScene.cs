using SynthGen.Conversations.Planning;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Conversations.Template.Scenes;

/// <summary>The query fits several pages; the assistant asks, the user answers, then the call finds one that stands out.</summary>
internal static class ClarifyScene
{
    // Of the pages that a name alone finds, the third is nearly as good as the first.
    private const double Tie = .7;
    private const int Tied = 3;

    // The page sought is this much better than the next one.
    private const double Lead = 1.15;
    private const int LongestTopic = 40;

    private static readonly string[] Articles = [" the ", " an ", " a "];

    /// <summary>Plays a plan; returns why the conversation does not prove its kind, or null.</summary>
    public static string? Play(Scene scene, ConversationPlan plan, Phrases phrases)
    {
        SyntheticQuery row = plan.Rows[0];
        string name = plan.Subjects[0], words = BuiltInTools.FullTextSearch.Name;
        scene.User(phrases.Say("ask vague", ("name", name)));
        IReadOnlyList<PageHit> before = scene.Search(words, name);
        if (before.Count < Tied || before[Tied - 1].Score < Tie * before[0].Score)
            return "The name alone does not find several pages that are alike.";

        string[] pages = [.. before.Where(hit => hit.Source == plan.Source).Take(Tied).Select(hit => hit.Label)];
        if (pages.Length < Tied)
            return "The name alone does not find several pages of the document.";
        scene.Answer(phrases.Say("ask back", ("name", name), ("pages", Phrases.List(pages))));

        string? asked = TopicOf(row, name) ?? (row.Query[^1] == '?' ? null : UsableRow.TopicOf(row.Query));
        scene.User(asked is { } topic ? phrases.Say("topic", ("topic", topic)) : phrases.Say("exactly", ("query", row.Query)));
        string sought = scene.Known(UsableRow.SoughtOf(row));
        if (!WordPlace.Has(sought, name))
            sought = $"{name} {sought}".TrimEnd();
        if (sought == name)
            return "The user's answer adds no word.";

        IReadOnlyList<PageHit> after = scene.Search(row.Tools[0].Name, sought);
        if (Scene.Find(after, row) is not { Rank: 1 } hit)
            return "The page is not the first one after the user's answer.";
        if (row.Tools[0].Name == words && after.Count > 1 && hit.Score < Lead * after[1].Score)
            return "The page does not stand out after the user's answer.";
        if (!Scene.Shows(hit, row))
            return "The result does not show the whole passage.";
        scene.Cite(row, plan.Source);
        return LookupScene.Answer(scene, row, plan.Source, phrases);
    }

    // What the row seeks beside the name, where that is a thing and not a verb.
    private static string? TopicOf(SyntheticQuery row, string name)
    {
        if (row.Provenance?.Kind is not ("name" or "date" or "amount" or "citation" or "pair" or "identifier"))
            return null;
        string rest = OneLine.Of(UsableRow.SoughtOf(row).Replace(name, " ", StringComparison.Ordinal));
        int at = WordPlace.Of(row.Query, rest);
        if (rest.Length is not (> 3 and <= LongestTopic) || at < 0 || ContentWords.Of(rest).Count == 0)
            return null;

        // A noun needs its article.
        string? article = Articles.FirstOrDefault(article => row.Query.AsSpan(0, at).EndsWith(article));
        return article is not null ? article.TrimStart() + rest : char.IsLower(rest[0]) ? null : rest;
    }
}
