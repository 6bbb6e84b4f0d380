using System.Text;
using SynthGen.Documents.Sources;

namespace SynthGen.Core.Tests.Documents.Sources;

public sealed class HocrSourceTests
{
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n<html><head><title>a title</title><style>p { x > y }</style><meta name='ocr-system' content='tesseract'/></head><body>\n";

    [Fact]
    public void A_page_has_words_lines_paragraphs_number_label_and_confidence()
    {
        SourcePage page = Assert.Single(Read(Head + """
            <div class='ocr_page' id='page_1' title='image "a;b.png"; bbox 0 0 10 10; ppageno 4; lpageno iv'>
             <div class='ocr_carea'><p class='ocr_par' lang='eng'>
              <span class='ocr_header' title="bbox 1 1 9 2; x_size 3"><span class='ocrx_word' title='bbox 1 1 2 2; x_wconf 90'><strong>THE</strong></span> <span class='ocrx_word' title='bbox 1 1 2 2; x_wconf 70'><em>LEASE</em></span></span>
             </p></div>
             <div class='ocr_photo'></div>
             <p class='ocr_par'><span class='ocr_line'><span class='ocrx_word' title='x_wconf 95'> </span></span></p>
             <p class='ocr_par'><span class='ocr_line'><span class='ocrx_word' title='x_wconf 80'>fish &amp;</span><span class='ocrx_word'>chips</span></span>
              <span class='ocr_line'><span class='ocrx_word'>end&nbsp;&eacute;.</span></span></p>
            </div></body></html>
            """));
        Assert.Equal("THE LEASE\n\nfish & chips\nend é.", page.Text);
        Assert.Equal((5, "iv", 4L), (page.Number, page.Label, page.Line));
        Assert.Equal(0.8, page.Confidence!.Value, 6);
    }

    [Fact]
    public void Elements_that_are_never_closed_do_not_matter()
    {
        List<SourcePage> pages = Read("<html><body><DIV CLASS=ocr_page TITLE='image it's.png; ppageno 0'><p class=ocr_par><span class=ocr_line>one<br>two<p class=ocr_par><span class=ocr_line>three < four<div class=ocr_page title=\"ppageno 1\"><span class=ocrx_word>last</html>");
        Assert.Equal(["one\ntwo\n\nthree < four", "last"], pages.Select(page => page.Text));
        Assert.Equal([1, 2], pages.Select(page => page.Number));
    }

    [Fact]
    public void Words_of_letters_and_lines_without_words_are_read()
    {
        List<SourcePage> pages = Read(Head + """
            <div class='ocr_page'><span class='ocr_line' title="bbox 0 0 1 1; x_wconf 60">a line of <span>ocropus</span></span><br/>
            <span class='ocr_line'><span class='ocrx_word' title='x_confs 0.5 0.7'>
              <span class='ocrx_cinfo' title='x_conf 9'>T</span>
              <span class='ocrx_cinfo' title='x_conf 9'>o</span>
            </span>
            <span class='ocrx_word' title='x_confs 1 1'>day</span></span></div>
            </body></html>
            """);
        Assert.Equal("a line of ocropus\nTo day", Assert.Single(pages).Text);
        Assert.Equal(0.8, pages[0].Confidence!.Value, 6);
    }

    [Fact]
    public void A_quote_that_is_never_closed_ends_with_its_tag()
    {
        string text = string.Concat(Enumerable.Repeat("a word and another ", 20_000));
        Assert.Equal([text.TrimEnd(), "end"], Read(Head + $"<div class='ocr_page'>{text}</div><div class='ocr_page' title=\"image x>end</div></body></html>").Select(page => page.Text));
    }

    [Fact]
    public void Chinese_words_are_written_close()
    {
        Assert.Equal("租金 5 元", Read(Head + "<div class='ocr_page'><span class='ocr_line'><span class='ocrx_word'>租</span> <span class='ocrx_word'>金</span> <span class='ocrx_word'>5</span> <span class='ocrx_word'>元</span></span></div></html>")[0].Text);
    }

    [Fact]
    public void Pages_put_together_from_several_files_are_counted()
    {
        string page = "<div class='ocr_page' title='ppageno 0'><span class='ocr_line'>a</span></div>";
        Assert.Equal([1, null, null], Read(Head + page + page + page + "</body></html>").Select(one => one.Number));
    }

    [Fact]
    public void A_document_that_breaks_off_gives_the_pages_before()
    {
        string page = "<div class='ocr_page'>\n<span class='ocr_line'>whole</span></div>\n";
        List<SourcePage> pages = [];
        SourceException error = Assert.Throws<SourceException>(() => SourceKit.ReadInto(pages, Encoding.UTF8.GetBytes(Head + page + page + "<div class='ocr_page'><span class='ocr_line'>half of"), "Hocr"));
        Assert.Equal(["whole", "whole"], pages.Select(one => one.Text));
        Assert.Contains("line 8", error.Message);
    }

    [Theory]
    [InlineData("windows-1252", "<html><head><meta charset=\"windows-1252\"><meta name='ocr-system'></head><body>")]
    [InlineData("iso-8859-15", "<?xml version='1.0' encoding='iso-8859-15'?><html><body>")]
    [InlineData("utf-16", "<?xml version='1.0' encoding='utf-16'?><html><body>")]
    public void The_encoding_is_that_which_the_document_declares(string encoding, string head)
    {
        Encoding written = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        byte[] bytes = written.GetBytes(head + "<div class='ocr_page'><span class='ocr_line'>größer</span></div></body></html>");
        Assert.Equal("größer", Assert.Single(SourceKit.Read(bytes, "Hocr")).Text);
    }

    private static List<SourcePage> Read(string document) => SourceKit.Read(document, "Hocr");
}
