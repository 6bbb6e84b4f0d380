using SynthGen.Generation.Graph;
using SynthGen.Retrieval.Graph;

namespace SynthGen.Core.Tests.Retrieval;

public sealed class PagePathsTests
{
    private static readonly PageGraph Graph = OfflineEntityReader.BuildGraph(PageGraphKit.Document());

    [Fact]
    public void A_bridge_leads_over_a_rare_name_to_a_value_on_another_page()
    {
        PageBridge bridge = Assert.Single(new PagePaths(Graph).Bridges(1));
        Assert.Equal(("Anselm Fitch", "Corwin Drake", "March 14, 2019"), (bridge.Start.Name, bridge.Link.Name, bridge.Value.Name));
        Assert.Equal([2, 31], bridge.Pages.Select(page => page.Number));
        Assert.Contains("Corwin Drake", bridge.Steps[0].Passage.Quote);
        Assert.Contains("March 14, 2019", bridge.Steps[1].Passage.Quote);
    }

    [Theory]
    [InlineData(31, " The lock keeper met Anselm Fitch there and gave him the keys of the northern gate.")]
    [InlineData(2, " The lease began on March 14, 2019 and was to end after ten years of undisturbed use.")]
    [InlineData(31, " It was the day on which the storm began, March 13, 2019, that broke the crane of the surveyor Corwin Drake.")]
    public void There_is_no_bridge_where_the_way_is_not_needed_or_the_value_not_certain(int page, string more)
    {
        OcrPage[] pages = PageGraphKit.Document();
        pages[page - 1] = new OcrPage(page, pages[page - 1].Text + more);
        Assert.DoesNotContain(new PagePaths(OfflineEntityReader.BuildGraph(pages)).Bridges(1), bridge => bridge is { Start.Name: "Anselm Fitch", Value.Name: "March 14, 2019" });
    }

    [Fact]
    public void A_name_on_many_pages_is_no_way()
    {
        OcrPage[] pages = [.. PageGraphKit.Document().Select(page => page.Number is > 5 and < 15 ? new OcrPage(page.Number, page.Text + " The clerks asked Corwin Drake for his opinion on the lamps of the quay.") : page)];
        Assert.Empty(new PagePaths(OfflineEntityReader.BuildGraph(pages)).Bridges(1));
    }

    [Fact]
    public void A_way_of_three_steps_has_three_pages()
    {
        OcrPage[] pages = PageGraphKit.Document();
        pages[19] = new OcrPage(20, pages[19].Text + " The surveyor Corwin Drake hired the diver Josefine Albers for the work below the water.");
        pages[25] = new OcrPage(26, pages[25].Text + " The diver Josefine Albers found the anchor on May 5, 2020 in the western basin.");
        PageBridge bridge = Assert.Single(new PagePaths(OfflineEntityReader.BuildGraph(pages), new PagePathLimits { Hops = 3 }).Bridges(1), bridge => bridge.Start.Name == "Anselm Fitch");
        Assert.Equal(["Corwin Drake", "Josefine Albers", "May 5, 2020"], bridge.Steps.Select(step => step.To.Name));
        Assert.Equal([2, 20, 26], bridge.Pages.Select(page => page.Number));
        Assert.Empty(new PagePaths(OfflineEntityReader.BuildGraph(pages), new PagePathLimits { Hops = 3, TokenBudget = 20 }).Bridges(1));
    }

    [Fact]
    public void A_pair_compares_two_of_a_kind_by_one_verb()
    {
        PagePair pair = Assert.Single(new PagePaths(Graph).Pairs(1));
        Assert.Equal("inspected", pair.Verb);
        Assert.Equal(["Corwin Drake", "Matilda Osborne"], new[] { pair.First.From.Name, pair.Second.From.Name }.Order(StringComparer.Ordinal));
        Assert.Equal(["June 2, 2018", "March 14, 2019"], new[] { pair.First.To.Name, pair.Second.To.Name }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_same_seed_gives_the_same_ways_in_the_same_order()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SYNTHGEN_DOCUMENT") is { Length: > 0 }, "Needs the sample document.");
        PageGraph graph = OfflineEntityReader.BuildGraph(Documents.SplitterTestKit.ByText(File.ReadAllText(Environment.GetEnvironmentVariable("SYNTHGEN_DOCUMENT")!), Documents.SplitterTestKit.Auto));
        string[] ways = [.. new PagePaths(graph).Bridges(7).Select(bridge => bridge.ToString())];
        Assert.True(ways.Length > 50);
        Assert.Equal(ways, new PagePaths(graph).Bridges(7).Select(bridge => bridge.ToString()));
        Assert.NotEqual(ways, new PagePaths(graph).Bridges(8).Select(bridge => bridge.ToString()));
        Assert.All(new PagePaths(graph).Bridges(7), bridge =>
        {
            Assert.InRange(bridge.Link.PageCount, 2, 6);
            Assert.DoesNotContain(bridge.Start.Pages, page => page == bridge.Steps[1].Passage.Page);
            Assert.DoesNotContain(bridge.Value.Pages, page => page == bridge.Steps[0].Passage.Page);
        });
    }
}
