using System.Text;
using SynthGen.Documents.Sources;

namespace SynthGen.Core.Tests.Documents.Sources;

public sealed class PageXmlSourceTests
{
    [Theory]
    [InlineData("http://schema.primaresearch.org/PAGE/gts/pagecontent/2010-03-19")]
    [InlineData("http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15")]
    [InlineData("http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15")]
    public void Regions_come_in_their_reading_order(string space)
    {
        SourcePage page = Assert.Single(Read($$"""
            <?xml version="1.0" encoding="UTF-8"?>
            <PcGts xmlns="{{space}}"><Metadata><Creator>x</Creator></Metadata><Page imageFilename="a.png" imageWidth="10" imageHeight="10">
              <ReadingOrder><OrderedGroup id="g"><RegionRefIndexed index="1" regionRef="r1"/><OrderedGroupIndexed index="0" id="h"><RegionRefIndexed index="1" regionRef="r2"/><RegionRefIndexed index="0" regionRef="r3"/></OrderedGroupIndexed></OrderedGroup></ReadingOrder>
              <TextRegion id="r0"><TextLine id="l"><TextEquiv><Unicode>left out of the order</Unicode></TextEquiv></TextLine></TextRegion>
              <TextRegion id="r1"><Coords points="0,0"/><TextLine id="l1"><Word id="w1"><Glyph id="g1"><TextEquiv conf="0.1"><Unicode>X</Unicode></TextEquiv></Glyph><TextEquiv conf="0.9"><Unicode>third</Unicode></TextEquiv></Word><Word id="w2"><TextEquiv conf="0.7"><Unicode>place</Unicode></TextEquiv></Word></TextLine><TextEquiv><Unicode>the region says it again</Unicode></TextEquiv></TextRegion>
              <TextRegion id="r2"><TextLine id="l2"><TextEquiv index="1"><Unicode>worse</Unicode></TextEquiv><TextEquiv index="0"><Unicode>second place</Unicode></TextEquiv></TextLine></TextRegion>
              <TextRegion id="r3"><TextEquiv><Unicode>first place
            in two lines</Unicode></TextEquiv></TextRegion>
            </Page></PcGts>
            """));
        Assert.Equal("first place\nin two lines\n\nsecond place\n\nthird place\n\nleft out of the order", page.Text);
        Assert.Equal(0.8, page.Confidence!.Value, 6);
    }

    [Fact]
    public void The_cells_of_a_table_come_in_the_place_of_the_table()
    {
        Assert.Equal("a1\n\na2\n\nbehind", Read("""
            <PcGts><Page><ReadingOrder><OrderedGroup id="g"><RegionRefIndexed index="0" regionRef="t"/><RegionRefIndexed index="1" regionRef="b"/></OrderedGroup></ReadingOrder>
            <TextRegion id="b"><TextLine><TextEquiv><Unicode>behind</Unicode></TextEquiv></TextLine></TextRegion>
            <TableRegion id="t"><TableCell id="c1"><TextLine><TextEquiv><Unicode>a1</Unicode></TextEquiv></TextLine></TableCell><TextRegion id="c2"><TextLine><TextEquiv><PlainText>a2</PlainText></TextEquiv></TextLine></TextRegion></TableRegion>
            </Page></PcGts>
            """)[0].Text);
    }

    [Fact]
    public async Task A_prolog_of_comments_without_end_is_judged_at_once()
    {
        byte[] prolog = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<!--><!-- --> -->", 2000)) + "<?xml");
        await Task.Run(() =>
        {
            foreach (DocumentSource source in DocumentSources.All)
                _ = source.Recognizes(new SourceBeginning(prolog, isAll: true));
            _ = DocumentSources.IsForeign(new SourceBeginning(prolog, isAll: true));
        }).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_page_without_text_is_a_page() => Assert.Equal("", Assert.Single(Read("<PcGts><Page imageFilename=\"a\"/></PcGts>")).Text);

    private static List<SourcePage> Read(string document) => SourceKit.Read(document, "PageXml");
}
