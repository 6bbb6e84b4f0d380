using SynthGen.Conversations.Planning;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Conversations.Template.Scenes;

/// <summary>The first call misses; the other tool, or other words, hit.</summary>
internal static class RecoverScene
{
    // A search by words with more of them finds nothing in particular.
    private const int MostWords = 6;

    /// <summary>Plays a plan; returns why the conversation does not prove its kind, or null.</summary>
    public static string? Play(Scene scene, ConversationPlan plan, Phrases phrases)
    {
        SyntheticQuery row = plan.Rows[0];
        scene.User(LookupScene.Ask(row, phrases));
        if (FirstSearch(row) is not { } first)
            return "There is no other search than the row's.";

        if (Scene.Find(scene.Search(first.Tool, first.Text), row) is not null)
            return "The first call finds the page.";
        if (scene.Known(UsableRow.SoughtOf(row)) is not { Length: > 0 } sought || (row.Tools[0].Name == first.Tool && sought == first.Text))
            return "The second call is the first one.";

        string? say = phrases.SayOrNot(row.Tools[0].Name == BuiltInTools.FullTextSearch.Name ? "try words" : "try meaning");
        PageHit? hit = Scene.Find(scene.Search(row.Tools[0].Name, sought, say), row);
        if (hit is null)
            return "The second call does not find the page.";
        if (!Scene.Shows(hit, row))
            return "The result does not show the whole passage.";
        scene.Cite(row, plan.Source);
        return LookupScene.Answer(scene, row, plan.Source, phrases);
    }

    /// <summary>Returns the search by the other tool that a person would try first: the question itself, or its content words.</summary>
    public static (string Tool, string Text)? FirstSearch(SyntheticQuery row)
    {
        if (row.Tools[0].Name == BuiltInTools.FullTextSearch.Name)
            return (BuiltInTools.VectorSearch.Name, UsableRow.TopicOf(row.Query));

        string[] words = [.. ContentWords.Of(UsableRow.TopicOf(row.Query)).Select(word => word.Text).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostWords)];
        return words.Length == 0 ? null : (BuiltInTools.FullTextSearch.Name, string.Join(' ', words));
    }
}
