using System.IO.Compression;
using System.Text;

namespace SynthGen.Tests;

/// <summary>Documents in formats other than text, as Split-OcrDocument takes them.</summary>
public sealed class SourceTests : IDisposable
{
    private const string Hocr = "<html><head><meta name='ocr-system' content='x'/></head><body>\n<div class='ocr_page' title='ppageno 0'>\n<span class='ocr_line'><span class='ocrx_word' title='x_wconf 40'>first</span>\n<span class='ocrx_word' title='x_wconf 60'>=== PAGE 9 ===</span></span></div>\n<div class='ocr_page' title='ppageno 1'><span class='ocr_line'>second</span></div>\n</body></html>\n";

    private readonly ModuleSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public SourceTests() => _session.Run("Set-Location -LiteralPath $folder", ("folder", _folder)).Clean();

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Every_way_in_gives_the_pages_of_a_format()
    {
        Write("a.dat", Encoding.UTF8.GetBytes(Hocr));
        using (GZipStream gzip = new(File.Create(Path.Combine(_folder, "a.gz")), CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(Hocr));
        string[] expected = ["1|1|0.5|first === PAGE 9 ===", "2|2||second"];
        Assert.Equal(expected, Print("Split-OcrDocument a.dat"));
        Assert.Equal(expected, Print("Split-OcrDocument a.gz -Marker FormFeed -SkipPreamble"));
        Assert.Equal(expected, Print("Get-Item a.dat | Split-OcrDocument -Marker Auto"));
        Assert.Equal(expected, Print("Get-Content a.dat | Split-OcrDocument"));
        Assert.Equal(expected, Print("Get-Content a.dat -Raw | Split-OcrDocument"));
        Assert.Equal(expected, Print("Get-Content a.dat -ReadCount 2 | Split-OcrDocument -InputFormat Hocr"));
        Assert.Equal(expected[1..], Print("Split-OcrDocument a.dat -Page 2"));
        Assert.Equal("a.dat", _session.Run("(Split-OcrDocument a.dat)[1].Source").Clean().Output[0].BaseObject);
    }

    [Fact]
    public void The_format_that_is_named_goes_before_the_content()
    {
        Write("a.html", Encoding.UTF8.GetBytes("<html>\n=== PAGE 3 ===\ntext</html>\n"));
        Assert.Equal("DocumentNotText,SynthGen.Commands.SplitOcrDocumentCommand", Assert.Single(_session.Run("Split-OcrDocument a.html").Errors).FullyQualifiedErrorId);
        Assert.Equal(["0|0||<html>", "3|1||text</html>"], Print("Split-OcrDocument a.html -InputFormat Text"));
        Assert.Equal(["0|0||<html>", "3|1||text</html>"], Print("Get-Content a.html | Split-OcrDocument -InputFormat Text"));
        Assert.Equal("Auto Alto AzureDocumentIntelligence", _session.Run("$line = 'Split-OcrDocument a -InputFormat a'; (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText -join ' '").Clean().Output[0].BaseObject);
        Assert.Contains("The formats are", Assert.Single(_session.Run("Split-OcrDocument a.html -InputFormat docx").Errors).ToString());
    }

    [Fact]
    public void A_file_of_another_kind_is_one_error_and_no_page()
    {
        byte[] noise = new byte[4096];
        new Random(1).NextBytes(noise);
        Write("a.png", [0x89, .. "PNG\r\n\u001A\n"u8, .. noise]);
        Write("b.txt", Encoding.UTF8.GetBytes("=== PAGE 1 ===\ntext"));
        ModuleSession.Result result = _session.Run("Split-OcrDocument a.png, b.txt");
        Assert.Equal("text", Assert.Single(result.Of<OcrPage>()).Text);
        Assert.Equal("DocumentNotText,SynthGen.Commands.SplitOcrDocumentCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Contains("tesseract", result.Errors[0].ToString());
        result = _session.Run("Get-Content a.png, b.txt | Split-OcrDocument");
        Assert.Equal("text", Assert.Single(result.Of<OcrPage>()).Text);
        Assert.Equal("DocumentNotText,SynthGen.Commands.SplitOcrDocumentCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void A_document_that_breaks_off_gives_its_pages_and_one_error()
    {
        Write("a.hocr", Encoding.UTF8.GetBytes(Hocr[..Hocr.IndexOf("second", StringComparison.Ordinal)]));
        ModuleSession.Result result = _session.Run("Split-OcrDocument a.hocr -RemoveRunningHead");
        Assert.Equal("first === PAGE 9 ===", Assert.Single(result.Of<OcrPage>()).Text);
        Assert.Equal("DocumentDamaged,SynthGen.Commands.SplitOcrDocumentCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void A_compressed_file_that_breaks_off_is_an_error()
    {
        using (GZipStream gzip = new(File.Create(Path.Combine(_folder, "a.gz")), CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes("=== PAGE 1 ===\ntext\n"));
        byte[] whole = File.ReadAllBytes(Path.Combine(_folder, "a.gz"));
        Write("b.gz", whole[..^4]);
        Write("c.gz", [.. whole, .. whole]);
        Assert.Equal(["1|1||text"], Print("Split-OcrDocument a.gz"));
        Assert.Equal(["1|1||text", "1|2||text"], Print("Split-OcrDocument c.gz"));
        ModuleSession.Result result = _session.Run("Split-OcrDocument b.gz");
        Assert.Empty(result.Output);
        Assert.Equal("FileDamaged,SynthGen.Commands.SplitOcrDocumentCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void A_text_in_another_encoding_is_one_warning_that_names_it()
    {
        Write("a.txt", Encoding.Latin1.GetBytes("=== PAGE 1 ===\nDie Miete ist spätestens am fünften zu zahlen.\n"));
        Assert.Contains("-Encoding windows-1252", Assert.Single(_session.Run("Split-OcrDocument a.txt").Clean().Warnings));
        Assert.Contains("Get-Content -Encoding", Assert.Single(_session.Run("Get-Content a.txt | Split-OcrDocument").Clean().Warnings));
        ModuleSession.Result named = _session.Run("Split-OcrDocument a.txt -Encoding windows-1252").Clean();
        Assert.Empty(named.Warnings);
        Assert.Contains("fünften", named.Of<OcrPage>()[0].Text);
    }

    [Fact]
    public void A_PDF_has_lines_paragraphs_and_labels()
    {
        Write("a.pdf", TestPdf.Write([["Preface (one)", "goes on."], ["The tenant pays.", "", "", "The landlord repairs."], ["Last"]], "0 << /S /r /St 4 >> 1 << /S /D >> 2 << /P (A-) /S /A >>"));
        Assert.Equal(
            ["4|iv|1|Preface (one)\ngoes on.", "1|1|2|The tenant pays.\n\nThe landlord repairs.", "3|A-A|3|Last"],
            _session.Run("Split-OcrDocument a.pdf").Clean().Of<OcrPage>().Select(page => $"{page.Number}|{page.Label}|{page.Ordinal}|{page.Text}"));
        ModuleSession.Result piped = _session.Run("Get-Content a.pdf | Split-OcrDocument");
        Assert.Empty(piped.Output);
        Assert.Contains("-Path", Assert.Single(piped.Errors).ToString());
    }

    [Fact]
    public void Columns_of_a_PDF_come_one_after_the_other_and_sideways_text_is_turned()
    {
        string columns = "BT /F 10 Tf 12 TL 72 700 Td (left one) Tj T* (left two) Tj T* (left three) Tj ET BT /F 10 Tf 12 TL 320 700 Td (right one) Tj T* (right two) Tj ET";
        string sideways = "BT /F 10 Tf 0 1 -1 0 100 100 Tm 12 TL (reads from below) Tj T* (to above) Tj ET";
        string invisible = "BT /F 10 Tf 3 Tr 72 700 Td (as OCR adds it) Tj ET";
        Write("a.pdf", TestPdf.WriteContents([columns, sideways, invisible]));
        Assert.Equal(
            ["left one\nleft two\nleft three\n\nright one\nright two", "reads from below\nto above", "as OCR adds it"],
            _session.Run("Split-OcrDocument a.pdf").Clean().Of<OcrPage>().Select(page => page.Text));
    }

    [Fact]
    public void Pages_of_a_PDF_without_text_are_blank_and_counted()
    {
        Write("scan.pdf", TestPdf.WriteContents(["0 0 100 100 re f", "0 0 100 100 re f"]));
        Write("mixed.pdf", TestPdf.Write([["text"], [], ["text"]]));
        ModuleSession.Result scan = _session.Run("Split-OcrDocument scan.pdf").Clean(), mixed = _session.Run("Split-OcrDocument mixed.pdf").Clean();
        Assert.Equal([PageKind.Blank, PageKind.Blank], scan.Of<OcrPage>().Select(page => page.Kind));
        Assert.Contains("run OCR first", Assert.Single(scan.Warnings));
        Assert.Equal(["text", "", "text"], mixed.Of<OcrPage>().Select(page => page.Text));
        Assert.Contains("1 of 3 pages", Assert.Single(mixed.Warnings));
    }

    [Fact]
    public void A_damaged_PDF_is_one_error_and_no_page()
    {
        byte[] whole = TestPdf.Write([["some text"]]);
        Write("cut.pdf", whole[..(whole.Length / 2)]);
        Write("head.pdf", [.. "%PDF-1.4\n"u8, .. new byte[100], 12, 12, 12]);
        Assert.All(["cut.pdf", "head.pdf"], file =>
        {
            ModuleSession.Result result = _session.Run($"Split-OcrDocument {file} -Marker Auto");
            Assert.Empty(result.Output);
            Assert.Equal("DocumentUnreadable,SynthGen.Commands.SplitOcrDocumentCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
            Assert.Contains("pdf", result.Errors[0].ToString());
        });
    }

    private string[] Print(string script) =>
        [.. _session.Run(script).Clean().Of<OcrPage>().Select(page => FormattableString.Invariant($"{page.Number}|{page.Ordinal}|{page.Confidence}|{page.Text}"))];

    private void Write(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(_folder, name), bytes);
}
