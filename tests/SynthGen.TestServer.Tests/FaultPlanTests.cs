using SynthGen.TestServer.Faults;
using SynthGen.TestServer.Model;

namespace SynthGen.TestServer.Tests;

public sealed class FaultPlanTests
{
    private static readonly AskedPage[] s_pages = [.. Enumerable.Range(1, 2000).Select(i => new AskedPage($"The text of page {i}.", i))];

    [Fact]
    public void The_same_seed_gives_the_same_faults_whatever_the_order()
    {
        SeededFaultPlan plan = SeededFaultPlan.Chaos(7, 0.2), same = SeededFaultPlan.Chaos(7, 0.2), other = SeededFaultPlan.Chaos(8, 0.2);
        List<Behavior> forward = [], backward = [], different = [];
        for (int attempt = 1; attempt <= 4; attempt++)
            forward.AddRange(s_pages.Select(page => plan.For(page, attempt)));
        for (int attempt = 4; attempt >= 1; attempt--)
            backward.AddRange(s_pages.Reverse().Select(page => same.For(page, attempt)));
        for (int attempt = 1; attempt <= 4; attempt++)
            different.AddRange(s_pages.Select(page => other.For(page, attempt)));
        backward.Reverse();
        Assert.Equal(forward, backward);
        Assert.NotEqual(forward, different);
    }

    [Fact]
    public void Faults_are_as_frequent_as_planned()
    {
        SeededFaultPlan plan = SeededFaultPlan.Chaos(7, 0.2);
        Fault[] first = [.. s_pages.Select(page => plan.For(page, 1).Fault)];
        Assert.InRange(first.Count(fault => fault != Fault.None), 340, 460);
        Assert.Equal(FaultKinds.Transport.Concat(FaultKinds.Reply).Order(), first.Where(fault => fault != Fault.None).Distinct().Order());
    }

    [Fact]
    public void Retries_succeed_in_the_end()
    {
        SeededFaultPlan plan = SeededFaultPlan.Chaos(7, 1);
        Assert.All(s_pages, page =>
        {
            Fault[] attempts = [.. Enumerable.Range(1, 4).Select(attempt => plan.For(page, attempt).Fault)];
            Assert.Equal(Fault.None, attempts[3]);
            Assert.InRange(attempts.Count(fault => fault.IsOfReply()), 0, 1);
        });
    }

    [Fact]
    public void Sticky_replies_do_not_depend_on_the_attempt()
    {
        SeededFaultPlan plan = new(7, FaultKinds.Transport.Concat(FaultKinds.Reply).ToDictionary(fault => fault, _ => 0.02)) { RepliesStick = true };
        int spoiled = 0;
        foreach (AskedPage page in s_pages)
        {
            Fault[] replies = [.. Enumerable.Range(1, 9).Select(attempt => plan.For(page, attempt).Fault).Where(fault => fault is Fault.None || fault.IsOfReply()).Distinct()];
            Assert.Single(replies);
            spoiled += replies[0].IsOfReply() ? 1 : 0;
        }

        Assert.InRange(spoiled, 1, s_pages.Length / 2);
    }

    [Fact]
    public void A_script_goes_by_attempts_and_then_all_is_well()
    {
        FaultPlan plan = new ScriptedFaultPlan()
            .Page(3, Fault.Unavailable, Behavior.Say("[]"))
            .Containing("page 4.", Fault.CutBody)
            .ContainingAlways("page 5.", Fault.InternalError, Fault.Safety)
            .Every(Behavior.Wait(TimeSpan.FromSeconds(2)));
        Assert.Equal([Fault.Unavailable, Behavior.Say("[]"), Fault.None], Attempts(plan, s_pages[2], 3));
        Assert.Equal([Fault.CutBody, Fault.None], Attempts(plan, s_pages[3], 2));
        Assert.Equal([Fault.InternalError, Fault.Safety, Fault.Safety], Attempts(plan, s_pages[4], 3));
        Assert.Equal([Behavior.Wait(TimeSpan.FromSeconds(2)), Fault.None], Attempts(plan, s_pages[5], 2));
    }

    [Fact]
    public void A_page_is_found_between_its_marks()
    {
        Assert.Equal(new AskedPage("One.\n</p>\n<page>", 12), AskedPage.From("Say <page>\n<page-x1 lang=\"en\" number=\"12\">\nOne.\n</p>\n<page>\n</page-x1>\nNow."));
        Assert.Equal(new AskedPage("Whole turn."), AskedPage.From(" Whole turn.\n"));
        Assert.Equal(new AskedPage("Open end."), AskedPage.From("<page>\r\nOpen end.\r\n"));
        Assert.Equal(PageHash.Of("a b\r\nc "), PageHash.Of("ab c"));
    }

    [Fact]
    public void A_plan_is_what_follows_the_page()
    {
        AskedPage page = AskedPage.From("<page code=\"c\">\n7. kind: planted\n</page code=\"c\">\n\nThe plan:\n\n1. kind: lookup; asker: laymen\n2. kind: lookup; the same fact as slot 1, in other words");
        Assert.Equal([new AskedSlot(1), new AskedSlot(2, 1)], page.Slots);
        IReadOnlyList<BrainRow> rows = Brain.Rows(new AskedPage(Client.Page) { Slots = page.Slots }, ToolShape.BuiltIn);
        Assert.Equal([1, 2], rows.Select(row => row.Slot));
        Assert.Equal(rows[0].Evidence, rows[1].Evidence);
        Assert.Equal(["full_text_search", "vector_search"], rows.Select(row => row.Tool));
        Assert.Contains("""{"slot":1,"evidence":""", BrainRow.ToJson(rows));
    }

    private static Behavior[] Attempts(FaultPlan plan, AskedPage page, int count) => [.. Enumerable.Range(1, count).Select(attempt => plan.For(page, attempt))];
}
