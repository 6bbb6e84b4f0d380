using SynthGen.Hashing;
using SynthGen.Retrieval;
using SynthGen.Retrieval.Graph;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Conversations.Planning;

/// <summary>Draws questions about names that stand nowhere in the document.</summary>
internal sealed class AbsentPlans(RowPlans rows, IPageIndex index)
{
    private const int Tries = 16;

    private static readonly Dictionary<string, List<string>> Names = TextResource.Sections("MadeUpNames.txt");

    /// <summary>Draws a name, and a row near to which it is asked for.</summary>
    public (ConversationPlan Plan, string? Problem) Draw(ConversationPlan plan, int draw)
    {
        if (!index.CanRun(BuiltInTools.FullTextSearch.Name))
            return (plan, "The index cannot search for words.");

        (PageMaterial? page, SyntheticQuery? row) = rows.Row(plan.Kind, draw);
        if (page is null || row is null)
            return (plan, rows.NoRow(plan.Kind, draw));

        StableRandom random = new(plan.Seed);
        IReadOnlyList<Entity> named = page.NamesOf(row);

        // Other words within a quotation would make it say what nobody said.
        Entity? real = named.Count > 0 && !row.Query.Contains('"') ? named[0] : null;
        bool isPerson = real is { } entity ? entity.Kind != PageGraphKind.Organization : random.Next(2) == 0;
        for (int i = 0; i < Tries; i++)
        {
            (string name, string telling) = isPerson ? Person(ref random) : Organization(ref random);
            if (index.PagesWith(telling, 1).Count == 0)
                return (plan with { Rows = [row], Subjects = real is null ? [name, telling] : [name, telling, real.Value.Name] }, null);
        }

        return (plan, "All names that were made up stand in the document.");
    }

    private static (string Name, string Telling) Person(ref StableRandom random)
    {
        string last = Pick("last", ref random);
        return ($"{Pick("first", ref random)} {last}", last);
    }

    private static (string Name, string Telling) Organization(ref StableRandom random)
    {
        string own = Pick("organization", ref random);
        return ($"{own} {Pick("branch", ref random)}", own);
    }

    private static string Pick(string section, ref StableRandom random) => Names[section][random.Next(Names[section].Count)];
}
