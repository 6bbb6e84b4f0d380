using SynthGen.Conversations.Planning;
using SynthGen.Tools;

namespace SynthGen.Conversations.Template.Scenes;

/// <summary>Searched with both tools, not in the document, and said so.</summary>
internal static class UnanswerableScene
{
    private const int MostNamed = 3;

    /// <summary>Plays a plan; returns why the conversation does not prove its kind, or null.</summary>
    public static string? Play(Scene scene, ConversationPlan plan, Phrases phrases)
    {
        (string name, string telling) = (plan.Subjects[0], plan.Subjects[1]);
        SyntheticQuery row = plan.Rows[0];
        string? real = plan.Subjects.Count > 2 ? plan.Subjects[2] : null;
        string question = real is null ? phrases.Say("ask absent", ("name", name)) : row.Query.Replace(real, name, StringComparison.Ordinal);
        scene.User(question[^1] is '?' or '.' ? question : phrases.Say("ask words", ("query", question)));

        string words = real is null ? name : scene.Known(UsableRow.SoughtOf(row).Replace(real, name, StringComparison.Ordinal));
        if (!WordPlace.Has(words, telling))
            words = name;
        (string, string)[] searches = [(BuiltInTools.FullTextSearch.Name, phrases.OneIn(2) ? words : name), (BuiltInTools.VectorSearch.Name, UsableRow.TopicOf(question))];
        List<PageHit> seen = [];
        if (phrases.OneIn(3))
        {
            seen.AddRange(scene.Search(searches).SelectMany(hits => hits));
        }
        else
        {
            seen.AddRange(scene.Search(searches[0].Item1, searches[0].Item2));
            seen.AddRange(scene.Search(searches[1].Item1, searches[1].Item2, phrases.SayOrNot("try meaning absent")));
        }

        if (seen.Exists(hit => WordPlace.Has(hit.Snippet, telling)))
            return "The name stands in a result.";

        string[] pages = [.. seen.Where(hit => hit.Source == plan.Source).Select(hit => hit.Label).Distinct().Take(MostNamed)];
        scene.Answer(pages.Length > 1
            ? phrases.Say("absent", ("name", name), ("pages", Phrases.List(pages)))
            : phrases.Say("absent at all", ("name", name)));
        return null;
    }
}
