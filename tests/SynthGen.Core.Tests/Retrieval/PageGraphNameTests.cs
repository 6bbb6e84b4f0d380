namespace SynthGen.Core.Tests.Retrieval;

public sealed class PageGraphNameTests
{
    [Fact]
    public void Forms_of_one_name_are_one_node_with_the_fullest_form_as_its_name()
    {
        PageGraph graph = PageGraphKit.Of(
            "The court heard Anselm Fitch about the pier on the first day. Later the clerk asked Anselm Fitch about the crane again.",
            "The harbour master wrote to Mr. Fitch about the rent of the pier. Nobody but Mr. Fitch had paid the rent of that year.",
            "The engineer told Fitch that the crane was broken since the storm. After that the owner asked Fitch to have it repaired.");
        PageGraphNode fitch = Assert.Single(graph.Nodes, node => node.Name.Contains("Fitch", StringComparison.Ordinal));
        Assert.Equal(("Anselm Fitch", PageGraphKind.Person), (fitch.Name, fitch.Kind));
        Assert.Equal([1, 2, 3], fitch.Pages.Select(page => page.Number));
        Assert.Equal(["Fitch", "Mr. Fitch"], fitch.Aliases);
    }

    [Fact]
    public void A_short_form_of_two_names_stays_by_itself()
    {
        PageGraph graph = PageGraphKit.Of(
            "The court heard Anselm Fitch about the pier on the first day. Later the clerk asked Anselm Fitch about the crane again.",
            "The court heard Beatrice Fitch about the lease on the second day. Later the clerk asked Beatrice Fitch about the keys again.",
            "The engineer told Fitch that the crane was broken since the storm. After that the owner asked Fitch to have it repaired.");
        Assert.Equal(["Anselm Fitch", "Beatrice Fitch", "Fitch"], graph.Nodes.Select(node => node.Name).Where(name => name.Contains("Fitch", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_misread_form_joins_the_name_that_it_is()
    {
        string right = "The court heard Corwin Drake about the pier on the first day. Later the clerk asked Corwin Drake about the crane again.";
        PageGraph graph = PageGraphKit.Of(right, right, right, right.Replace("Corwin", "Conwin").Replace("Drake", "Drakc"), right.Replace("Corwin", "Corvvin"));
        PageGraphNode drake = graph.Find("Corwin Drake")!;
        Assert.Contains("Corvvin Drake", drake.Aliases);
        Assert.Equal(4, drake.PageCount);
    }

    [Fact]
    public void Every_mention_stands_where_it_says()
    {
        OcrPage[] pages = [.. PageGraphKit.Document(), new OcrPage(41, "On the third day the surveyor Corwin\nDrake inspected the crane of the Har-\nbour  Commission again, and nothing at\nall was found on March 15, 2019 either.")];
        PageGraph graph = SynthGen.Generation.Graph.OfflineEntityReader.BuildGraph(pages);
        Assert.Contains(graph.Nodes, node => node.Name == "Corwin Drake" && node.Pages.Any(page => page.Number == 41));
        foreach (PageGraphMention mention in graph.Nodes.SelectMany(node => node.Mentions))
        {
            OcrPage page = pages[mention.Passage.Page.Number - 1];
            Assert.True(mention.Passage.Evidence.IsIn(page));
            Assert.InRange(mention.Start, mention.Passage.Evidence.Start, mention.Passage.Evidence.Start + mention.Passage.Evidence.Length - mention.Length);
            Assert.True(char.IsLetterOrDigit(page.Text[mention.Start]) && char.IsLetterOrDigit(page.Text[mention.Start + mention.Length - 1]));
        }
    }

    [Fact]
    public void A_name_on_every_page_binds_nothing()
    {
        PageGraph graph = SynthGen.Generation.Graph.OfflineEntityReader.BuildGraph(PageGraphKit.Document());
        Assert.All(graph.Edges.Where(edge => edge.From == "Harbour Commission" || edge.To == "Harbour Commission"), edge => Assert.Equal(0, edge.Weight));
        PageGraphEdge edge = Assert.Single(graph.Edges, edge => new[] { edge.From, edge.To }.Order().SequenceEqual(["Anselm Fitch", "Corwin Drake"]));
        Assert.Equal((2, 1), (edge.Page.Number, edge.PageCount));
        Assert.True(edge.Weight > 0.5);
    }
}
