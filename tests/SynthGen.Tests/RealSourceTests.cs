namespace SynthGen.Tests;

/// <summary>What tesseract, OCRmyPDF, Ghostscript and Chromium write gives the text that was on the pages.</summary>
public sealed class RealSourceTests : IDisposable
{
    private static readonly string[][] Pages =
    [
        ["The tenant shall pay the rent on the first day of each month,", "and investigation of the premises shall be permitted.", "", "Section 2. The landlord repairs the roof and the outer walls."],
        ["Notices are sent by registered mail to the address on the first page.", "A notice is deemed received three days after it was sent.", "Deposits are repaid within thirty days."],
    ];

    private readonly ModuleSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public RealSourceTests()
    {
        _session.Run("Set-Location -LiteralPath $folder", ("folder", _folder)).Clean();
        File.WriteAllBytes(Path.Combine(_folder, "known.pdf"), TestPdf.Write(Pages));
    }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Every_format_of_tesseract_gives_the_same_pages()
    {
        RealProgram.Require("tesseract", "pdftoppm");
        MakeScans();
        RealProgram.Run(_folder, "tesseract", "scans.txt", "out", "hocr", "alto", "tsv", "pdf", "txt");
        IReadOnlyList<OcrPage> text = Split("out.txt -Marker FormFeed");
        Assert.Equal(Pages.Select(Words), text.Select(page => Words([page.Text])));
        foreach (string file in new[] { "out.hocr", "out.xml", "out.tsv", "out.pdf" })
        {
            IReadOnlyList<OcrPage> pages = Split(file);
            Assert.Equal([1, 2], pages.Select(page => page.Number));
            Assert.Equal(text.Select(page => page.Text), pages.Select(page => page.Text));
            Assert.All(pages, page => Assert.True(file == "out.pdf" ? page.Confidence is null : page.Confidence is > 0.8 and <= 1, $"{file}: {page.Confidence}"));
        }
    }

    [Fact]
    public void A_searchable_PDF_of_OCRmyPDF_gives_the_text_of_its_sidecar()
    {
        RealProgram.Require("ocrmypdf", "gs");
        RealProgram.Run(_folder, "gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfimage8", "-r200", "-sOutputFile=scan.pdf", "known.pdf");
        RealProgram.Run(_folder, "ocrmypdf", "-q", "--jobs", "1", "--output-type", "pdf", "--sidecar", "side.txt", "scan.pdf", "ocr.pdf");
        Assert.Contains("run OCR first", Assert.Single(_session.Run("Split-OcrDocument scan.pdf").Clean().Warnings));
        IReadOnlyList<OcrPage> pages = Split("ocr.pdf");
        Assert.Equal(Split("side.txt -Marker FormFeed").Select(page => page.Text), pages.Select(page => page.Text));
        Assert.Equal(Pages.Select(Words), pages.Select(page => Words([page.Text])));
    }

    [Fact]
    public void A_PDF_that_needs_a_password_is_an_error_and_one_with_an_owners_is_read()
    {
        RealProgram.Require("gs");
        string[] common = ["-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-sOwnerPassword=o", "-dEncryptionR=3", "-dKeyLength=128"];
        RealProgram.Run(_folder, "gs", [.. common, "-sUserPassword=u", "-sOutputFile=locked.pdf", "known.pdf"]);
        RealProgram.Run(_folder, "gs", [.. common, "-sOutputFile=owned.pdf", "known.pdf"]);
        ModuleSession.Result locked = _session.Run("Split-OcrDocument locked.pdf");
        Assert.Empty(locked.Output);
        Assert.Contains("password", Assert.Single(locked.Errors).ToString());
        Assert.Equal(Pages.Select(Words), Split("owned.pdf").Select(page => Words([page.Text])));
    }

    [Fact]
    public void A_page_printed_by_a_browser_has_its_columns_in_order()
    {
        RealProgram.Require("chromium");
        string paragraphs = string.Concat(Enumerable.Range(1, 12).Select(i => $"<p>Paragraph {i} begins here, efficiently and at first. It goes on for a line or two, so that both columns of the page are filled with text.</p>"));
        File.WriteAllText(Path.Combine(_folder, "a.html"), $"<html><body style='font: 12pt serif'><h1>Two columns</h1><div style='column-count: 2'>{paragraphs}</div></body></html>");
        RealProgram.Run(_folder, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--print-to-pdf=a.pdf", "a.html");
        string[] expected = [.. Words(["Two columns", .. Enumerable.Range(1, 12).Select(i => $"Paragraph {i} begins here, efficiently and at first. It goes on for a line or two, so that both columns of the page are filled with text.")])];
        OcrPage page = Assert.Single(Split("a.pdf"));
        Assert.Equal(expected, Words([page.Text]));
        Assert.Equal(13, page.Text.Split("\n\n").Length);
    }

    private void MakeScans()
    {
        RealProgram.Run(_folder, "pdftoppm", "-r", "200", "-gray", "-png", "known.pdf", "scan");
        File.WriteAllLines(Path.Combine(_folder, "scans.txt"), Directory.EnumerateFiles(_folder, "scan*.png").Select(file => Path.GetFileName(file)).Order());
    }

    private IReadOnlyList<OcrPage> Split(string arguments) => _session.Run($"Split-OcrDocument {arguments}").Clean().Of<OcrPage>();

    private static string[] Words(string[] lines) => [.. lines.SelectMany(line => line.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))];
}
