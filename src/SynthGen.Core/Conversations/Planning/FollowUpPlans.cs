using SynthGen.Documents;
using SynthGen.Hashing;
using SynthGen.Retrieval;
using SynthGen.Retrieval.Graph;
using SynthGen.Tools;

namespace SynthGen.Conversations.Planning;

/// <summary>Draws plans around a name: two questions about one thing, and a question that names a thing of several pages.</summary>
internal sealed class FollowUpPlans(MaterialSource source, RowPlans rows, IPageIndex index)
{
    private const int MostPages = 12;

    // A name of fewer pages is not ambiguous.
    private const int FewestPages = 3;

    /// <summary>Draws two rows about one name, of which the second is asked for by a pronoun.</summary>
    public (ConversationPlan Plan, string? Problem) Draw(ConversationPlan plan, int draw)
    {
        if (rows.Row(plan.Kind, draw) is not ({ } page, { } first))
            return (plan, rows.NoRow(plan.Kind, draw));

        foreach (Entity name in page.NamesOf(first))
        {
            if (Second(plan, page, first, name) is { } found)
                return (plan with { Rows = [first, found.Row], Subjects = [name.Name, found.Kind, found.Name] }, null);
        }

        return (plan, "There is not a second question about a name of the first one.");
    }

    /// <summary>Draws a row, and a name of it that stands on several pages.</summary>
    public (ConversationPlan Plan, string? Problem) Ambiguous(ConversationPlan plan, int draw)
    {
        if (rows.Row(plan.Kind, draw) is not ({ } page, { } row))
            return (plan, rows.NoRow(plan.Kind, draw));
        if (!index.CanRun(BuiltInTools.FullTextSearch.Name))
            return (plan, "The index cannot search for words.");

        foreach (Entity name in page.NamesOf(row))
        {
            if (index.PagesWith(name.Name, FewestPages).Count == FewestPages)
                return (plan with { Rows = [row], Subjects = [name.Name] }, null);
        }

        return (plan, "The question does not name anything of several pages.");
    }

    private (SyntheticQuery Row, string Kind, string Name)? Second(ConversationPlan plan, PageMaterial page, SyntheticQuery first, Entity name)
    {
        if (!index.CanRun(BuiltInTools.FullTextSearch.Name))
            return null;

        // A person is called by the last name, too.
        string[] forms = name.Kind == PageGraphKind.Person && name.Name.LastIndexOf(' ') is > 0 and int last ? [name.Name, name.Name[(last + 1)..]] : [name.Name];
        PageMaterial[] pages = [.. index.PagesWith(forms[^1], MostPages).Where(key => key.Source == first.Source).Select(source.Of).OfType<PageMaterial>()];

        // Whether "they" or "it" stands for it has to be known.
        string? kind = name.Kind == PageGraphKind.Organization ? "organization" : page.IsPerson(name) || pages.Any(other => other.IsPerson(name)) ? "person" : null;
        if (kind is null)
            return null;

        foreach (SyntheticQuery row in pages.SelectMany(other => other.Rows)
            .Where(row => row.Query[^1] == '?' && row.Query != first.Query && row.Evidence!.Quote != first.Evidence!.Quote)
            .OrderBy(row => StableRandom.Hash(row.Query, plan.Seed)))
        {
            if (forms.FirstOrDefault(form => WordPlace.IsWhole(row.Query, form) && WordPlace.Of(UsableRow.SoughtOf(row), form) >= 0) is { } said)
                return (row, kind, said);
        }

        return null;
    }
}
