using SynthGen.Conversations.Planning;
using SynthGen.Documents;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Conversations.Template.Scenes;

/// <summary>The tool that the query needs is not among those offered, and the assistant says so.</summary>
internal static class MissingToolScene
{
    /// <summary>Returns the tools that the assistant has: not the one that the row calls.</summary>
    public static IReadOnlyList<ToolDefinition> Offered(ConversationPlan plan) =>
        [.. BuiltInTools.All.Where(tool => tool.Name != plan.Rows[0].Tools[0].Name)];

    /// <summary>Plays a plan; returns why the conversation does not prove its kind, or null.</summary>
    public static string? Play(Scene scene, ConversationPlan plan, Phrases phrases, IPageIndex index, int resultCount)
    {
        SyntheticQuery row = plan.Rows[0];
        string missing = row.Tools[0].Name;
        PageKey page = row.GetPageKey();
        scene.User(LookupScene.Ask(row, phrases));
        if (scene.Known(UsableRow.SoughtOf(row)) is not { Length: > 0 } sought || RecoverScene.FirstSearch(row) is not { } first || !index.CanRun(first.Tool))
            return "There is no other search than the row's.";
        if (!(index.RankOf(page, missing, sought, resultCount) <= resultCount))
            return "The tool that is missing does not find the page.";

        int depth = Math.Max(resultCount, CallExecutor.TopK);
        List<string> searches = [first.Text];
        if (sought != first.Text && phrases.OneIn(2))
            searches.Add(sought);
        foreach (string search in (string[])[first.Text, sought])
        {
            if (index.RankOf(page, first.Tool, search, depth) is not null)
                return "A tool that is offered finds the page too.";
        }

        foreach (string search in searches)
            scene.Search(first.Tool, search, search == searches[0] ? null : phrases.SayOrNot("try again"));
        scene.Cite(row, plan.Source);
        scene.Answer(phrases.Say(missing == BuiltInTools.FullTextSearch.Name ? "missing words" : "missing meaning"));
        return null;
    }
}
