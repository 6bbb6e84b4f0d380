namespace SynthGen.Core.Tests.Rows;

public sealed class SourcePageTests
{
    private static readonly OcrPage Page = new(3, "The text.", "lease.txt", 1);

    [Fact]
    public void A_page_counts_neither_for_equality_nor_for_the_id()
    {
        ToolCall[] calls = [new("find", new Dictionary<string, object?>())];
        SyntheticQuery with = new("q", calls, 3), without = with with { };
        with.SetSourcePage(Page);

        Assert.Same(Page, with.GetSourcePage());
        Assert.Null(without.GetSourcePage());
        Assert.Equal(without, with);
        Assert.Equal(without.GetHashCode(), with.GetHashCode());
        Assert.Equal(without.Id, with.Id);
    }

    [Fact]
    public void A_copy_of_a_row_keeps_the_page()
    {
        SyntheticQuery row = new("q", [new ToolCall("find", new Dictionary<string, object?>())], 3);
        row.SetSourcePage(Page);
        Assert.Same(Page, (row with { Verdict = new Verdict([]) }).GetSourcePage());
    }
}
