using System.IO.Compression;
using System.Text;

namespace SynthGen.Tests;

/// <summary>Documents in several files: parts of a response, a page a file, and archives of pages.</summary>
public sealed class PageFilesTests : IDisposable
{
    private const string Line = """{"BlockType":"LINE","Page":#,"Id":"l#","Text":"The text of page #."}""";
    private const string Block = """{"BlockType":"PAGE","Page":#,"Id":"p#"}""";

    private readonly ModuleSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public PageFilesTests() => _session.Run("Set-Location -LiteralPath $folder", ("folder", _folder)).Clean();

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("Split-OcrDocument part-*.json")]
    [InlineData("Split-OcrDocument part-1.json, part-2.json, part-10.json")]
    [InlineData("Get-Item part-1.json, part-2.json, part-10.json | Split-OcrDocument")]
    public void Parts_of_a_response_are_one_document(string command)
    {
        Write("part-1.json", Part("1", Block, 1, Line, 1, Block, 2));
        Write("part-2.json", Part("2", Line, 2, Block, 3));
        Write("part-10.json", Part(null, Line, 3));
        ModuleSession.Result result = _session.Run(command);
        Assert.Equal(["part-1.json|1|The text of page 1.", "part-1.json|2|The text of page 2.", "part-1.json|3|The text of page 3."], Print(result));
        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void A_missing_part_is_an_error_and_the_next_document_is_read()
    {
        Write("a.json", Part("1", Block, 1, Line, 1, Block, 2));
        Write("b.txt", "=== PAGE 7 ===\nseven");
        ModuleSession.Result result = _session.Run("Split-OcrDocument a.json, b.txt");
        Assert.Equal(["a.json|1|The text of page 1.", "b.txt|7|seven"], Print(result));
        Assert.StartsWith("DocumentDamaged", Assert.Single(result.Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void Text_from_the_pipeline_is_not_a_page_a_file()
    {
        ModuleSession.Result result = _session.Run("'one', 'two' | Split-OcrDocument -OnePageEach");
        Assert.StartsWith("OnePageEachWithoutFiles", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("Split-OcrDocument scans -OnePageEach")]
    [InlineData("Split-OcrDocument scans/*.txt -OnePageEach")]
    [InlineData("Get-ChildItem scans | Split-OcrDocument -OnePageEach")]
    [InlineData("Get-Item scans | Split-OcrDocument -OnePageEach")]
    public void A_folder_of_a_page_a_file_is_a_document_in_natural_order(string command)
    {
        foreach (int page in new[] { 10, 2, 1 })
            Write($"scans/page-{page}.txt", $"The text of page {page}.\n=== PAGE 99 ===\f");
        ModuleSession.Result result = _session.Run(command);
        Assert.Equal(["scans|1", "scans|2", "scans|10"], Print(result).Select(page => page[..page.LastIndexOf('|')]));
        Assert.Equal([1, 2, 3], result.Output.Select(page => page.Properties["Ordinal"].Value));
        Assert.Empty(result.Errors);
        Assert.Contains("missing: 3-9", Assert.Single(result.Warnings));
    }

    [Fact]
    public void Pages_of_every_format_make_one_document_and_images_are_left_out()
    {
        Write("scans/1.txt", "one");
        Write("scans/2.json", "{\"pages\":[{\"index\":0,\"markdown\":\"two\"}]}");
        Write("scans/3.hocr", "<html><body><div class='ocr_page'><span class='ocr_line'><span class='ocrx_word' title='x_wconf 90'>three</span></span></div></body></html>");
        Write("scans/4.json", "{\"pages\":[{\"index\":0,\"markdown\":\"four\"},{\"index\":1,\"markdown\":\"more\"}]}");
        File.WriteAllBytes(Path.Combine(_folder, "scans", "1.png"), [0x89, .. "PNG\r\n\u001A\n"u8, 0, 0, 0, 0]);
        Write("other/5.txt", "five");
        ModuleSession.Result result = _session.Run("Split-OcrDocument scans, other -OnePageEach");
        Assert.Equal(["scans|1|one", "scans|2|two", "scans|3|three", "scans|4|four\n\nmore", "other|5|five"], Print(result));
        Assert.Empty(result.Errors);
        Assert.Contains(result.Warnings, warning => warning.Contains("4.json") && warning.Contains("2 pages"));
        Assert.Contains(result.Warnings, warning => warning.Contains("1.png"));
    }

    [Fact]
    public void A_page_that_cannot_be_read_is_one_error_and_a_gap()
    {
        Write("scans/1.txt", "one");
        Write("scans/2.json", "{\"pages\":[{\"index\":0,\"mark");
        Write("scans/3.txt", "three");
        ModuleSession.Result result = _session.Run("Split-OcrDocument scans -OnePageEach");
        Assert.Equal(["scans|1|one", "scans|3|three"], Print(result));
        Assert.StartsWith("PageUnreadable", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.EndsWith("2.json", (string)result.Errors[0].TargetObject);
        Assert.Contains("missing: 2", Assert.Single(result.Warnings));
    }

    [Fact]
    public void A_folder_alone_is_an_error_that_names_the_switch()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "scans"));
        ModuleSession.Result result = _session.Run("Split-OcrDocument scans");
        Assert.StartsWith("PathIsAFolder", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Contains("-OnePageEach", result.Errors[0].ErrorDetails.Message);
    }

    [Fact]
    public void A_file_of_several_documents_gives_each_its_name()
    {
        Write("out.jsonl", string.Join('\n', new[] { "/home/x/a.pdf", "b.pdf" }.Select(file =>
            $$$"""{"id":"1","text":"ab","metadata":{"Source-File":"{{{file}}}"},"attributes":{"pdf_page_numbers":[[0,1,1],[1,2,2]]}}""")));
        ModuleSession.Result result = _session.Run("Split-OcrDocument out.jsonl");
        Assert.Equal(["out.jsonl/a.pdf|1|a", "out.jsonl/a.pdf|2|b", "out.jsonl/b.pdf|1|a", "out.jsonl/b.pdf|2|b"], Print(result));
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void An_archive_of_pages_is_a_document_or_one_for_each_folder()
    {
        Zip("flat.zip", ("page-10.txt", "ten"), ("page-9.txt", "nine"), ("../../evil-11.txt", "eleven"), ("scan.png", "\u0089PNG"), ("__MACOSX/._page-9.txt", "x"));
        ModuleSession.Result result = _session.Run("Split-OcrDocument flat.zip");
        Assert.Equal(["nine", "ten", "eleven"], result.Output.Select(page => (string)page.Properties["Text"].Value).OrderBy(text => text == "eleven").ThenBy(text => text));
        Assert.Empty(result.Errors);
        Assert.False(File.Exists(Path.Combine(_folder, "..", "..", "evil-11.txt")));

        Zip("folders.zip", ("a/1.txt", "one"), ("b/1.txt", "uno"));
        Assert.Equal(["folders.zip/a|1|one", "folders.zip/b|1|uno"], Print(_session.Run("Split-OcrDocument folders.zip")));
    }

    [Fact]
    public void An_archive_in_an_archive_or_one_that_fills_memory_is_one_error()
    {
        Zip("inner.zip", ("1.txt", "one"));
        using (ZipArchive outer = ZipFile.Open(Path.Combine(_folder, "outer.zip"), ZipArchiveMode.Create))
            outer.CreateEntryFromFile(Path.Combine(_folder, "inner.zip"), "inner.zip");
        Assert.Contains("inner.zip", Assert.Single(_session.Run("Split-OcrDocument outer.zip").Errors).ErrorDetails.Message);

        using (ZipArchive bomb = ZipFile.Open(Path.Combine(_folder, "bomb.zip"), ZipArchiveMode.Create))
        {
            using Stream entry = bomb.CreateEntry("1.txt").Open();
            byte[] blanks = Encoding.ASCII.GetBytes(new string('a', 1 << 20));
            for (int i = 0; i < 100; i++)
                entry.Write(blanks);
        }

        Assert.Contains("fill memory", Assert.Single(_session.Run("Split-OcrDocument bomb.zip").Errors).ErrorDetails.Message);
        byte[] whole = File.ReadAllBytes(Path.Combine(_folder, "inner.zip"));
        File.WriteAllBytes(Path.Combine(_folder, "cut.zip"), whole[..^10]);
        Assert.Contains("damaged", Assert.Single(_session.Run("Split-OcrDocument cut.zip").Errors).ErrorDetails.Message);
    }

    private static string Part(string? token, params object[] blocks)
    {
        IEnumerable<string> texts = Enumerable.Range(0, blocks.Length / 2).Select(i => ((string)blocks[2 * i]).Replace("#", blocks[(2 * i) + 1].ToString(), StringComparison.Ordinal));
        return $$"""{"DocumentMetadata":{"Pages":3},"JobStatus":"SUCCEEDED",{{(token is null ? "" : $"\"NextToken\":\"{token}\",")}}"Blocks":[{{string.Join(',', texts)}}]}""";
    }

    private static IEnumerable<string> Print(ModuleSession.Result result) =>
        result.Output.Select(page => $"{page.Properties["Source"].Value}|{page.Properties["Label"].Value}|{page.Properties["Text"].Value}");

    private void Zip(string name, params (string Name, string Text)[] entries)
    {
        using ZipArchive archive = ZipFile.Open(Path.Combine(_folder, name), ZipArchiveMode.Create);
        foreach ((string entry, string text) in entries)
        {
            using StreamWriter writer = new(archive.CreateEntry(entry).Open(), text.StartsWith('\u0089') ? Encoding.Latin1 : new UTF8Encoding(false));
            writer.Write(text);
        }
    }

    private void Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
