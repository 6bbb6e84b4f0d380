using System.Text;
using SynthGen.Documents.Numbers;
using SynthGen.Documents.Sources;

namespace SynthGen.Core.Tests.Documents.Sources;

public sealed class ForeignDocumentTests
{
    [Theory]
    [InlineData("89504E470D0A1A0A0000", "a PNG image", "OCR")]
    [InlineData("FFD8FFE000104A464946", "a JPEG image", "OCR")]
    [InlineData("49492A0008000000", "a TIFF image", "OCR")]
    [InlineData("0000000C6A5020200D0A870A", "a JPEG 2000 image", "OCR")]
    [InlineData("474946383961", "a GIF image", "OCR")]
    [InlineData("424D3600000000000000360000", "a BMP image", "OCR")]
    [InlineData("524946460000000057454250", "a WebP image", "OCR")]
    [InlineData("41542654464F524D", "a DjVu document", "OCR")]
    [InlineData("377ABCAF271C0004", "a 7-Zip archive", "Unpack")]
    [InlineData("526172211A0700", "a RAR archive", "Unpack")]
    [InlineData("FD377A585A000004", "a file compressed with xz", "Unpack")]
    [InlineData("425A683931415926535900", "a file compressed with bzip2", "Unpack")]
    [InlineData("28B52FFD04", "a file compressed with zstd", "Unpack")]
    [InlineData("D0CF11E0A1B11AE1", "a document of Office from before 2007", "Export")]
    [InlineData("7B5C727466315C616E7369", "an RTF document", "Export")]
    [InlineData("53514C69746520666F726D6174203300", "an SQLite database", "Get-PageIndex")]
    [InlineData("504152311504", "a Parquet file", "Import-ToolDataset")]
    [InlineData("7F454C4602010100", "a program", "file")]
    [InlineData("4D5A90000300000004000000FFFF0000", "a program", "file")]
    public void A_file_of_another_kind_is_named_with_its_remedy(string bytes, string title, string advice)
    {
        SourceException error = Refused(Convert.FromHexString(bytes));
        Assert.Contains(title, error.Message);
        Assert.Contains(advice, error.Advice);
    }

    [Theory]
    [InlineData("word/document.xml", "a Word document")]
    [InlineData("xl/workbook.xml", "an Excel workbook")]
    [InlineData("mimetypeapplication/epub+zip", "an EPUB book")]
    public void Documents_in_a_ZIP_archive_are_told_apart(string part, string title) =>
        Assert.Contains(title, Refused([.. "PK\u0003\u0004\u0014\0"u8, .. Encoding.ASCII.GetBytes(part)]).Message);

    [Theory]
    [InlineData("<!DOCTYPE html>\n<html><body><p>a page</p></body></html>", "HTML")]
    [InlineData("\uFEFF<?xml version=\"1.0\"?>\n<html xmlns=\"x\"><body/></html>", "HTML")]
    [InlineData("<?xml version=\"1.0\"?><TEI><text/></TEI>", "XML")]
    public void HTML_and_XML_of_other_kinds_are_refused(string text, string kind) => Assert.Contains(kind, Refused(Encoding.UTF8.GetBytes(text)).Message);

    [Fact]
    public void Binary_content_behind_a_head_of_text_is_refused()
    {
        byte[] noise = new byte[8000];
        new Random(1).NextBytes(noise);
        Assert.Contains("not text", Refused([.. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("=== PAGE 1 ===\nA line of text.\n", 300))), .. noise]).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("=== PAGE 1 ===\nThe tenant\u0001 shall pay.\n")]
    [InlineData("<page number=\"3\">\nThe tenant pays.\n</page>\n")]
    [InlineData("<SEC-DOCUMENT>0000.txt\n<PAGE>\ntext\n")]
    [InlineData("<!-- PageNumber=\"1\" -->\n<table><tr><td>a</td></tr></table>\n")]
    [InlineData("{0}------------------------------------------------\n\ntext\n")]
    [InlineData("BM is a mark. MZ is another, and PK a third.\n")]
    [InlineData("\u001b[1mbold\u001b[0m\fb\bb o\bo l\bl d\bd\n")]
    public void What_may_be_text_is_text(string text) => Assert.Null(Choose(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Text_whose_letters_are_lost_is_refused()
    {
        Assert.Contains("U+FFFD", Refused(Encoding.UTF8.GetBytes("=== PAGE 1 ===\n\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD \uFFFD\uFFFD\uFFFD\uFFFD\n")).Message);
    }

    [Fact]
    public void The_format_that_a_user_names_goes_before_the_content()
    {
        SourceBeginning html = new("<html><body>a</body></html>"u8.ToArray(), isAll: true);
        Assert.Null(InputFormat.Parse("text").Choose(html));
        Assert.Equal("Hocr", InputFormat.Parse("ho").Choose(html)!.Name);
        Assert.Contains("Alto", Assert.Throws<FormatException>(() => InputFormat.Parse("docx")).Message);
    }

    private static SourceException Refused(byte[] bytes) => Assert.Throws<SourceException>(() => Choose(bytes));

    private static DocumentSource? Choose(byte[] bytes) => InputFormat.Auto.Choose(new SourceBeginning(bytes, isAll: true));
}
