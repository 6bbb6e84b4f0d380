using System.Text;
using SynthGen.Documents.Sources;

namespace SynthGen.Core.Tests.Documents.Sources;

public sealed class AltoSourceTests
{
    [Theory]
    [InlineData("<alto xmlns=\"http://www.loc.gov/standards/alto/ns-v2#\">", "</alto>", "")]
    [InlineData("<?xml version=\"1.0\"?><!-- a > comment --><alto xmlns=\"http://www.loc.gov/standards/alto/ns-v4#\">", "</alto>", "")]
    [InlineData("<!DOCTYPE alto [<!ENTITY x \"y\">]>\n<a:alto xmlns:a=\"http://www.loc.gov/standards/alto/ns-v3#\">", "</a:alto>", "a:")]
    [InlineData("<alto>", "</alto>", "")]
    public void Every_version_is_read_with_namespaces_or_without(string begin, string end, string prefix)
    {
        string body = """
            <Layout><Page ID="p1" PHYSICAL_IMG_NR="7" PRINTED_IMG_NR="xii"><TopMargin><TextBlock ID="t"><TextLine><String CONTENT="HEAD" WC="0.5"/></TextLine></TextBlock></TopMargin>
            <BottomMargin><TextBlock ID="f"><TextLine><String CONTENT="foot"/></TextLine></TextBlock></BottomMargin>
            <PrintSpace><ComposedBlock ID="c"><TextBlock ID="b"><TextLine><String CONTENT="The" WC="1.0"/><SP WIDTH="3"/><String CONTENT="investi" SUBS_TYPE="HypPart1" SUBS_CONTENT="investigation"/><HYP CONTENT="-"/></TextLine>
            <TextLine><String CONTENT="gation" SUBS_TYPE="HypPart2" SUBS_CONTENT="investigation"/><String CONTENT="went"/><String CONTENT="on" SUBS_TYPE="HypPart1"/></TextLine><TextLine><String CONTENT="ly"/></TextLine></TextBlock></ComposedBlock></PrintSpace></Page></Layout>
            """;
        string document = begin + (prefix.Length == 0 ? body : body.Replace("<", "<" + prefix).Replace("<" + prefix + "/", "</" + prefix)) + end;
        SourcePage page = Assert.Single(SourceKit.Read(document, "Alto"));
        Assert.Equal("HEAD\n\nThe investi-\ngation went on-\nly\n\nfoot", page.Text);
        Assert.Equal((7, "xii"), (page.Number, page.Label));
        Assert.Equal(0.75, page.Confidence);
    }

    [Fact]
    public void A_reading_order_goes_before_the_order_of_the_file()
    {
        static string Block(string id) => $"<TextBlock ID=\"{id}\"><TextLine><String CONTENT=\"{id}\"/></TextLine></TextBlock>";
        string document = "<alto><ReadingOrder><OrderedGroup><ElementRef REF=\"c\"/><UnorderedGroup><ElementRef REF=\"inner\"/></UnorderedGroup><ElementRef REF=\"a\"/></OrderedGroup></ReadingOrder><Layout><Page><PrintSpace>"
            + Block("a") + Block("b") + "<ComposedBlock ID=\"inner\">" + Block("x") + Block("y") + "</ComposedBlock>" + Block("c") + "</PrintSpace></Page></Layout></alto>";
        Assert.Equal("c\n\nx\n\ny\n\na\n\nb", SourceKit.Read(document, "Alto")[0].Text);
    }

    [Fact]
    public void Images_that_are_counted_from_0_are_pages_from_1() =>
        Assert.Equal([1, 2], SourceKit.Read("<alto><Layout><Page PHYSICAL_IMG_NR=\"0\"/><Page PHYSICAL_IMG_NR=\"1\"/></Layout></alto>", "Alto").Select(page => page.Number));

    [Fact]
    public void Broken_XML_gives_the_pages_before()
    {
        List<SourcePage> pages = [];
        SourceException error = Assert.Throws<SourceException>(() => SourceKit.ReadInto(pages, Encoding.UTF8.GetBytes(
            "<alto><Layout>\n<Page><PrintSpace><TextBlock><TextLine><String CONTENT=\"one\"/></TextLine></TextBlock></PrintSpace></Page>\n<Page><PrintSpace><TextBlock><TextLine><String CONTENT=\"tw"), "Alto"));
        Assert.Equal("one", Assert.Single(pages).Text);
        Assert.DoesNotContain("EOF", error.Message);
    }

    [Fact]
    public void Entities_of_a_document_type_are_neither_read_nor_expanded()
    {
        string bomb = "<!DOCTYPE alto [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\"><!ENTITY file SYSTEM \"file:///etc/passwd\">]><alto><Layout><Page><PrintSpace><TextBlock><TextLine><String CONTENT=\"&b;\"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>";
        Assert.Throws<SourceException>(() => SourceKit.Read(bomb, "Alto"));
    }
}
