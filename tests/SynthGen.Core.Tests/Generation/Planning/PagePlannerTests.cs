using SynthGen.Generation.Planning;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Generation.Planning;

public sealed class PagePlannerTests
{
    private const string Audience = "lawyers, paralegals, journalists and laymen";
    private static readonly OcrPage[] Pages = [.. Enumerable.Range(1, 4000).Select(number => new OcrPage(number, $"The tenant of warehouse {number} withheld the rent."))];

    [Fact]
    public void A_plan_depends_on_seed_and_text_alone()
    {
        PagePlanner planner = Planner(3), same = Planner(3), other = Planner(3, seed: 8);
        string[] plans = [.. Pages.Select(page => planner.Plan(page).ToString())];
        Assert.Equal(plans.Reverse(), Pages.Reverse().Select(page => same.Plan(page).ToString()));
        Assert.Equal(plans[0], planner.Plan(new OcrPage(77, Pages[0].Text, "renamed.txt", label: "xi")).ToString());
        Assert.InRange(Pages.Count(page => other.Plan(page).ToString() == planner.Plan(page).ToString()), 0, Pages.Length / 50);
        Assert.InRange(plans.Distinct().Count(), 1000, Pages.Length);
    }

    // The draw must stay what it is: another one is another version, which journals must not confuse.
    [Fact]
    public void The_draw_is_the_same_on_every_machine() => Assert.Equal(
        """
        1. kind: facts; asker: laymen; length: long; difficulty: hard
        2. kind: lookup; asker: lawyers; length: short; difficulty: medium
        3. kind: claim; asker: paralegals; length: keywords; difficulty: easy
        """,
        Planner(3).Plan(Pages[0]).ToString());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Each_value_has_its_share(int count)
    {
        PlanSlot[] slots = [.. Pages.SelectMany(page => Planner(count).Plan(page).Slots)];
        Assert.Equal(count * Pages.Length, slots.Length);
        AssertShares(slots, slot => slot.Kind, ("lookup", .35), ("reason", .20), ("claim", .13), ("sequence", .12), ("comparison", .10), ("facts", .10));
        AssertShares(slots, slot => slot.Asker, ("lawyers", .25), ("paralegals", .25), ("journalists", .25), ("laymen", .25));
        AssertShares(slots, slot => slot.Length, ("short", .45), ("keywords", .30), ("long", .25));

        // Both slots of a pair have theirs; of the others each difficulty has its share.
        PlanSlot[] single = [.. Pages.SelectMany(page => Planner(count).Plan(page).Slots is var all && all.Any(slot => slot.SameFactAs is not null) ? all.Skip(2) : all)];
        AssertShares(single, slot => slot.Difficulty, ("easy", .40), ("hard", .40), ("medium", .20));
    }

    [Fact]
    public void Kind_and_asker_are_drawn_apart()
    {
        PlanSlot[] slots = [.. Pages.SelectMany(page => Planner(3).Plan(page).Slots)];
        Assert.All(slots.GroupBy(slot => slot.Kind), kind => AssertShares([.. kind], slot => slot.Asker, ("lawyers", .25), ("paralegals", .25), ("journalists", .25), ("laymen", .25)));
    }

    [Fact]
    public void The_slots_of_a_page_differ()
    {
        foreach (PagePlan plan in Pages.Select(page => Planner(4).Plan(page)))
        {
            Assert.Equal([1, 2, 3, 4], plan.Slots.Select(slot => slot.Number));
            PlanSlot[] facts = [.. plan.Slots.Where(slot => slot.SameFactAs is null)];
            Assert.InRange(facts.Select(slot => slot.Kind).Distinct().Count(), facts.Length - 1, facts.Length);
            Assert.Equal(facts.Length, facts.Select(slot => slot.Asker).Distinct().Count());
        }
    }

    [Fact]
    public void Half_of_the_pages_have_one_pair_that_differs_in_the_wording_alone()
    {
        PagePlan[] plans = [.. Pages.Select(page => Planner(3).Plan(page)).Where(plan => plan.Slots.Any(slot => slot.SameFactAs is not null))];
        Assert.InRange(plans.Length, Pages.Length * .47, Pages.Length * .53);
        Assert.All(plans, plan =>
        {
            PlanSlot meaning = Assert.Single(plan.Slots, slot => slot.SameFactAs is not null);
            PlanSlot exact = plan.Slots[meaning.SameFactAs!.Value - 1];
            Assert.Equal(("easy", "hard"), (exact.Difficulty, meaning.Difficulty));
            Assert.Equal((exact.Kind, exact.Asker, exact.Length), (meaning.Kind, meaning.Asker, meaning.Length));
        });
    }

    [Fact]
    public void A_pair_takes_two_rows_and_both_searches()
    {
        ToolDefinition grep = new("grep", "Finds lines.", BuiltInTools.VectorSearch.Parameters);
        PagePlanner[] planners =
        [
            Planner(1), new([BuiltInTools.FullTextSearch], 3, Audience, 0), new([BuiltInTools.VectorSearch, grep], 3, Audience, 0),
        ];
        Assert.All(planners, planner => Assert.DoesNotContain(Pages.SelectMany(page => planner.Plan(page).Slots), slot => slot.SameFactAs is not null));
        Assert.Contains(Pages.SelectMany(page => new PagePlanner([grep, .. BuiltInTools.All], 2, Audience, 0).Plan(page).Slots), slot => slot.SameFactAs is not null);
    }

    [Theory]
    [InlineData("lawyers, paralegals, journalists and laymen", "lawyers|paralegals|journalists|laymen")]
    [InlineData("nurses and doctors", "nurses|doctors")]
    [InlineData("nurses, doctors, and patients", "nurses|doctors|patients")]
    [InlineData("nurses; ward managers\n; Nurses ", "nurses|ward managers")]
    [InlineData("lawyers or the press", "lawyers or the press")]
    [InlineData("people in sales and marketing", "people in sales and marketing")]
    [InlineData("legal assistants & lay readers", "legal assistants|lay readers")]
    [InlineData("ordinary land surveyors", "ordinary land surveyors")]
    [InlineData("Anwälte, Laien", "Anwälte|Laien")]
    [InlineData("看護師、医師", "看護師|医師")]
    [InlineData(" , and ;", "people who work with the document")]
    [InlineData("", "people who work with the document")]
    public void Askers_are_the_people_of_the_audience(string audience, string askers) => Assert.Equal(askers.Split('|'), Askers.Of(audience));

    private static PagePlanner Planner(int count, int seed = 0) => new(BuiltInTools.All, count, Audience, seed);

    private static void AssertShares(IReadOnlyList<PlanSlot> slots, Func<PlanSlot, string?> of, params (string Value, double Share)[] expected)
    {
        Assert.Equal(expected.Select(pair => pair.Value).Order(), slots.Select(slot => of(slot)!).Distinct().Order());
        Assert.All(expected, pair => Assert.InRange(slots.Count(slot => of(slot) == pair.Value) / (double)slots.Count, pair.Share - .03, pair.Share + .03));
    }
}
