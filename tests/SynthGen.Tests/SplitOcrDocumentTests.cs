using System.Management.Automation;
using System.Text;

namespace SynthGen.Tests;

public sealed class SplitOcrDocumentTests : IDisposable
{
    private readonly ModuleSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public SplitOcrDocumentTests() => _session.Run("Set-Location -LiteralPath $folder", ("folder", _folder)).Clean();

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Every_way_in_gives_the_same_pages(string lineEnd)
    {
        string text = File.ReadAllText(TestDocument.Path).ReplaceLineEndings(lineEnd);
        Write("doc.txt", Encoding.UTF8.GetBytes(text));
        string[] expected = Print("Split-OcrDocument -Path doc.txt");
        Assert.True(expected.Length > 3);
        Assert.Equal(expected, Print("Split-OcrDocument doc.txt -Marker Auto"));
        Assert.Equal(expected, Print("Split-OcrDocument -LiteralPath doc.txt"));
        Assert.Equal(expected, Print("Get-Content doc.txt | Split-OcrDocument"));
        Assert.Equal(expected, Print("Get-Content doc.txt -Raw | Split-OcrDocument"));
        Assert.Equal(expected, Print("Get-Content doc.txt -ReadCount 0 | Split-OcrDocument"));
        Assert.Equal(expected, Print("Get-Content doc.txt -ReadCount 7 | Split-OcrDocument -Marker Auto"));
        Assert.Equal(expected, Print("Get-Item doc.txt | Split-OcrDocument"));
        Assert.Equal(
            expected.Select(page => page.Replace("|doc.txt|", "||", StringComparison.Ordinal)),
            Print("[IO.File]::ReadAllLines((Convert-Path doc.txt)) | Split-OcrDocument"));
    }

    [Fact]
    public void Pages_carry_what_their_markers_say()
    {
        Write("a.txt", "scanned\n=== PAGE iv ===\n\nfour\n=== PAGE 5 ===\nfive\n");
        Assert.Equal(
            ["0|0|1|a.txt|scanned", "4|iv|2|a.txt|four", "5|5|5|a.txt|five"],
            Print("Split-OcrDocument a.txt"));
        Assert.Equal(["iv", "5"], Labels("Split-OcrDocument a.txt -SkipPreamble"));
    }

    [Theory]
    [InlineData("[Page 1]\na\n[Page 2]\nb", "-Marker Dash")]
    [InlineData("a\n\fb\n\f", "-Marker FormFeed")]
    [InlineData("a\n\fb\n\f", "-Marker Auto")]
    [InlineData("Folio 1 r\na\nfolio 2 v\nb", "-MarkerPattern 'Folio (?<page>\\d+) .'")]
    public void Markers_can_be_chosen(string text, string arguments)
    {
        Write("a.txt", text);
        Assert.Equal(["a", "b"], Texts($"Split-OcrDocument a.txt {arguments}"));
    }

    [Fact]
    public void Auto_says_what_it_chose()
    {
        Write("a.txt", "a\n\fb\n\f");
        Assert.Equal(
            "a.txt: the page markers are FormFeed (\\f): 2 in the first 3 lines, at the end of pages; sure.",
            Assert.Single(_session.Run("Split-OcrDocument a.txt -Marker Auto -Verbose").Clean().Verbose));
    }

    [Fact]
    public void Files_are_documents_of_their_own()
    {
        Write("b.txt", "== page 1 ==\nb1");
        Write("a.txt", "a0\n== page 1 ==\na1");
        Write("c[1].txt", "== page 1 ==\nc1");
        string[] expected = ["0|0|1|a.txt|a0", "1|1|2|a.txt|a1", "1|1|1|b.txt|b1"];
        Assert.Equal(expected, Print("Split-OcrDocument ?.txt"));
        Assert.Equal(expected, Print("Split-OcrDocument a.txt, b.txt"));
        Assert.Equal(expected, Print("Get-Content a.txt, b.txt | Split-OcrDocument"));
        Assert.Equal(expected, Print("Get-Content a.txt, b.txt -Raw | Split-OcrDocument"));
        Assert.Equal(expected, Print("Get-Item a.txt, b.txt | Split-OcrDocument"));
        Assert.Equal(["1|1|1|c[1].txt|c1"], Print("Split-OcrDocument -LiteralPath 'c[1].txt'"));
    }

    [Fact]
    public void A_page_leaves_before_the_input_ends()
    {
        Counted lines = new(["=== PAGE 1 ===", "one", "=== PAGE 2 ===", "two", "=== PAGE 3 ===", "three"]);
        OcrPage page = Assert.Single(_session.Run("$lines | Split-OcrDocument | Select-Object -First 1", ("lines", lines)).Clean().Of<OcrPage>());
        Assert.Equal("one", page.Text);
        Assert.Equal(3, lines.Read);
    }

    [Fact]
    public void A_page_of_a_file_read_by_lines_leaves_before_the_file_ends()
    {
        Write("a.txt", "=== PAGE 1 ===\none\n=== PAGE 2 ===\n" + string.Concat(Enumerable.Repeat("two\n", 500)));
        ModuleSession.Result result = _session.Run(
            "$read = 0; Get-Content a.txt | ForEach-Object { $read++; $_ } | Split-OcrDocument | Select-Object -First 1; $read").Clean();
        Assert.Equal("one", ((OcrPage)result.Output[0].BaseObject).Text);
        Assert.Equal(3, result.Output[1].BaseObject);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void Files_read_by_lines_are_told_apart_without_markers_too(int lines)
    {
        string text = string.Concat(Enumerable.Range(1, lines).Select(i => $"{i}\n"));
        Write("a.txt", "a" + text);
        Write("b.txt", "b" + text);
        string[] expected = [$"1|1|1|a.txt|a{text.TrimEnd()}", $"1|1|1|b.txt|b{text.TrimEnd()}", $"1|1|1|a.txt|a{text.TrimEnd()}"];
        Assert.Equal(expected, Print("Get-Content a.txt, b.txt, a.txt | Split-OcrDocument -Marker FormFeed"));
        Assert.Equal(expected, Print("Get-Content a.txt, b.txt, a.txt | Where-Object { $true } | Split-OcrDocument"));
        Assert.Equal(expected, Print("Get-Content a.txt, b.txt, a.txt -ReadCount 0 | Split-OcrDocument -Marker Auto"));
    }

    [Fact]
    public void Odd_numbers_are_kept_and_told_once()
    {
        Write("a.txt", "== page 1 ==\na\n== page 2 ==\nb\n== page 2 ==\nc\n== page 6 ==\nd\n== page 4 ==\ne");
        ModuleSession.Result result = _session.Run("Split-OcrDocument a.txt").Clean();
        Assert.Equal([1, 2, 2, 6, 4], result.Of<OcrPage>().Select(page => page.Number));
        Assert.Equal(
            "a.txt: Page numbers repeated: 2; missing: 3, 5; out of order: 4. They are kept as they are.",
            Assert.Single(result.Warnings));
    }

    [Fact]
    public void A_document_without_markers_is_one_page_and_a_warning()
    {
        ModuleSession.Result result = _session.Run("'one', 'two' | Split-OcrDocument").Clean();
        OcrPage page = Assert.Single(result.Of<OcrPage>());
        Assert.Equal((1, "one\ntwo"), (page.Number, page.Text));
        Assert.Equal(
            "No page marker of any known kind was found: the document is one page.", Assert.Single(result.Warnings));
        Assert.Equal(
            "No page marker of EqualSigns (=== PAGE 3 ===) was found: the document is one page.",
            Assert.Single(_session.Run("'one', 'two' | Split-OcrDocument -Marker EqualSigns").Clean().Warnings));
    }

    [Theory]
    [InlineData("-Marker Dash", "0 one;1 two;2 three")]
    [InlineData("-MarkerAt End", "1 one;2 two;3 three")]
    [InlineData("-Marker Dash -MarkerAt End", "1 one;2 two;3 three")]
    [InlineData("-MarkerPattern '.page \\d.'", "1 one;2 two;3 three")]
    [InlineData("-MarkerPattern '.page \\d.' -FirstPage 12", "12 one;13 two;14 three")]
    [InlineData("-MarkerPattern '.page \\d.' -MarkerAt Start", "0 one;1 two;2 three")]
    [InlineData("-MarkerPattern '.page (?<page>\\d).' -MarkerAt End", "1 one;2 two;3 three")]
    public void Marks_begin_pages_or_end_them(string arguments, string expected)
    {
        Write("a.txt", "one\n[Page 1]\ntwo\n[Page 2]\nthree\n");
        Assert.Equal(
            expected.Split(';'),
            _session.Run($"Split-OcrDocument a.txt {arguments}").Clean().Of<OcrPage>().Select(page => $"{page.Number} {page.Text}"));
    }

    [Fact]
    public void A_line_that_nearly_is_a_mark_is_named()
    {
        Write("a.txt", "=== PAGE 1 ===\none\n=== PAGE -1 ===\n=== PAGE 12a ===\ntwelve\n=== PAGE 13 ===\nthirteen\n");
        ModuleSession.Result result = _session.Run("Split-OcrDocument a.txt").Clean();
        Assert.Equal(["1", "12a", "13"], result.Of<OcrPage>().Select(page => page.Label));
        Assert.Equal("one\n=== PAGE -1 ===", result.Of<OcrPage>()[0].Text);
        Assert.Contains(result.Warnings, warning => warning.Contains("line 3 '=== PAGE -1 ==='", StringComparison.Ordinal));
    }

    [Fact]
    public void A_doubtful_choice_is_a_warning()
    {
        Write("a.md", "one\n\n---\n\ntwo\n\n---\n\nthree\n");
        ModuleSession.Result result = _session.Run("Split-OcrDocument a.md").Clean();
        Assert.Equal(["one", "two", "three"], result.Of<OcrPage>().Select(page => page.Text));
        Assert.Equal(
            "a.md: The page marks seem to be Rule (---), but such lines are rules in Markdown too. Name the kind by -Marker.",
            Assert.Single(result.Warnings));
        Assert.Empty(_session.Run("Split-OcrDocument a.md -Marker Rule").Clean().Warnings);
    }

    [Theory]
    [InlineData("2..3", "2 3")]
    [InlineData("(2..3)", "2 3")]
    [InlineData("'1','3..'", "1 3 4")]
    [InlineData("iv", "iv")]
    public void Pages_can_be_selected(string pages, string expected) =>
        Assert.Equal(
            expected.Split(' '),
            Labels($"'== page iv ==', 'x', '== page 1 ==', 'x', '== page 2 ==', '== page 3 ==', '== page 4 ==' | Split-OcrDocument -Page {pages}"));

    [Theory]
    [InlineData("latin1", "iso-8859-1")]
    [InlineData("unicode", "utf-16")]
    [InlineData("28591", "iso-8859-1")]
    [InlineData("bigendianunicode", "utf-16BE")]
    [InlineData("([Text.Encoding]::UTF32)", "utf-32")]
    public void Encodings_are_taken_by_name(string argument, string name)
    {
        Write("a.txt", Encoding.GetEncoding(name).GetBytes("== page 1 ==\r\ncafé"));
        Assert.Equal(["café"], Texts($"Split-OcrDocument a.txt -Encoding {argument}"));
        Assert.Equal(["café"], Texts($"Get-Item a.txt | Split-OcrDocument -Encoding {argument}"));
    }

    [Fact]
    public void An_unknown_encoding_is_an_error_that_names_the_known()
    {
        ErrorRecord error = Assert.Single(_session.Run("Split-OcrDocument a.txt -Encoding utf9").Errors);
        Assert.Contains("'utf9' is not an encoding known here. Use one of ansi, ascii,", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_tells_the_encoding()
    {
        Write("a.txt", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("== page 1 ==\ncafé")]);
        Assert.Equal(["café"], Texts("Split-OcrDocument a.txt"));
    }

    [Fact]
    public void Garbled_bytes_do_not_end_it()
    {
        Write("a.txt", [.. "== page 1 ==\n"u8, 0xFF, 0xC3, 0x28, 0, (byte)'\n', .. "== page 2 ==\nb"u8, 0xE2, 0x82]);
        Assert.Equal(["\uFFFD\uFFFD(\0", "b\uFFFD"], Texts("Split-OcrDocument a.txt"));
    }

    [Theory]
    [InlineData("Split-OcrDocument nope.txt", "PathNotFound", ErrorCategory.ObjectNotFound, "nope.txt")]
    [InlineData("Split-OcrDocument *.nope", "PathNotFound", ErrorCategory.ObjectNotFound, "*.nope")]
    [InlineData("Split-OcrDocument -LiteralPath 'n[o]pe.txt'", "PathNotFound", ErrorCategory.ObjectNotFound, null)]
    [InlineData("Split-OcrDocument .", "PathIsAFolder", ErrorCategory.InvalidArgument, null)]
    [InlineData("Get-Item . | Split-OcrDocument", "PathIsAFolder", ErrorCategory.InvalidArgument, null)]
    [InlineData("Split-OcrDocument env:PATH", "PathNotAFile", ErrorCategory.InvalidArgument, "env:PATH")]
    [InlineData("Split-OcrDocument nodrive:\\a", "PathNotFound", ErrorCategory.ObjectNotFound, "nodrive:\\a")]
    [InlineData("Split-OcrDocument empty.txt", "EmptyDocument", ErrorCategory.InvalidData, null)]
    [InlineData("@() | Split-OcrDocument", "EmptyDocument", ErrorCategory.InvalidData, null)]
    [InlineData("'', ' ' | Split-OcrDocument", "EmptyDocument", ErrorCategory.InvalidData, null)]
    [InlineData("Split-OcrDocument", "EmptyDocument", ErrorCategory.InvalidData, null)]
    [InlineData("42 | Split-OcrDocument", "InputNotText", ErrorCategory.InvalidType, 42)]
    [InlineData("$null | Split-OcrDocument", "InputNotText", ErrorCategory.InvalidType, null)]
    [InlineData("@{ a = 1 } | Split-OcrDocument", "InputNotText", ErrorCategory.InvalidType, null)]
    [InlineData("'x' | Split-OcrDocument -MarkerPattern '(a'", "InvalidMarkerPattern", ErrorCategory.InvalidArgument, "(a")]
    [InlineData("'x' | Split-OcrDocument -Marker Dash -MarkerPattern 'a'", "MarkerAndPattern", ErrorCategory.InvalidArgument, "a")]
    [InlineData("'x' | Split-OcrDocument -Page 0", "InvalidPageRange", ErrorCategory.InvalidArgument, "0")]
    [InlineData("'x' | Split-OcrDocument -Page -2", "InvalidPageRange", ErrorCategory.InvalidArgument, "-2")]
    [InlineData("'x' | Split-OcrDocument -Page 9..3", "InvalidPageRange", ErrorCategory.InvalidArgument, "9..3")]
    public void Bad_input_is_one_clear_error(string script, string id, ErrorCategory category, object? target)
    {
        Write("empty.txt", "");
        ErrorRecord error = Assert.Single(_session.Run(script).Errors);
        Assert.Equal($"{id},SynthGen.Commands.SplitOcrDocumentCommand", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Matches("[.?!)'] [A-Z].*[.]$", error.ErrorDetails.Message.ReplaceLineEndings(" "));
        if (target is not null)
            Assert.Equal(target, error.TargetObject is PSObject wrapper ? wrapper.BaseObject : error.TargetObject);
    }

    [Fact]
    public void A_bad_file_or_record_does_not_stop_the_others()
    {
        Write("a.txt", "== page 1 ==\na");
        Write("b.txt", "== page 1 ==\nb");
        using FileStream held = new(Path.Combine(_folder, "held.txt"), FileMode.Create, FileAccess.Write, FileShare.None);
        ModuleSession.Result result = _session.Run("Split-OcrDocument a.txt, nope.txt, ., held.txt, b.txt");
        Assert.Equal(["a", "b"], result.Of<OcrPage>().Select(page => page.Text));
        Assert.Equal(
            ["PathNotFound", "PathIsAFolder", "FileUnreadable"],
            result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));

        result = _session.Run("'== page 1 ==', 'a', 7, $null, 'b' | Split-OcrDocument");
        Assert.Equal("a\nb", Assert.Single(result.Of<OcrPage>()).Text);
        Assert.Equal(2, result.Errors.Count);
    }

    [Fact]
    public void A_pattern_that_never_ends_is_an_error()
    {
        ModuleSession.Result result = _session.Run(
            @"('a' * 60), 'b' | Split-OcrDocument -MarkerPattern '(?<page>(a+)+\1)!'");
        Assert.StartsWith("MarkerPatternTooSlow,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(?<page>(a+)+)!")]
    [InlineData("(?<page>((a*)*b?)*)!")]
    [InlineData(@"(?<page>(\w|\w\w|a)+)!")]
    public void Nested_repetitions_take_no_longer_than_the_line_is_long(string pattern)
    {
        ModuleSession.Result result = _session.Run(
            $"('a' * 4000), 'aa!', 'text' | Split-OcrDocument -MarkerPattern '{pattern}'");
        result.Clean();
        Assert.Equal("aa", result.Of<OcrPage>()[^1].Label);
    }

    [Fact]
    public void Clean_up_is_done_when_asked_for()
    {
        string[] lines =
        [
            .. Enumerable.Range(1, 8).SelectMany(i => new[]
            {
                $"=== PAGE {i} ===", "The Harbour  Lease", $"Tenant number {i} shall   pay the in-", $"stalment due on day {i}.", $"- {i} -",
            }),
        ];
        IReadOnlyList<OcrPage> pages = _session
            .Run("$lines | Split-OcrDocument -RemoveRunningHead -JoinHyphen -CollapseSpace", ("lines", lines)).Clean().Of<OcrPage>();
        Assert.Equal(
            Enumerable.Range(1, 8).Select(i => $"Tenant number {i} shall pay the instalment\ndue on day {i}."), pages.Select(page => page.Text));
    }

    [Fact]
    public void The_filter_for_good_pages_keeps_most_of_a_document()
    {
        ModuleSession.Result result = _session.Run(
            "$all = @(Split-OcrDocument -LiteralPath $path); $all.Count; @($all | Where-Object { $_.Quality -gt .7 -and $_.Kind -eq 'Content' }).Count",
            ("path", TestDocument.Path)).Clean();
        (int all, int good) = ((int)result.Output[0].BaseObject, (int)result.Output[1].BaseObject);
        Assert.InRange(good, all * 2 / 3, all - 1);
    }

    [Fact]
    public void Pages_are_shown_as_a_table()
    {
        Write("a.txt", "== page ii ==\nThe tenant\nshall pay the rent.");
        string table = (string)_session.Run("Split-OcrDocument a.txt | Out-String -Width 100").Clean().Output[0].BaseObject;
        Assert.Matches(@"Number\s+Kind\s+WordCount\s+Quality\s+Source\s+Text", table);
        Assert.Matches(@"ii\s+Content\s+6\s+1\.00\s+a\.txt\s+The tenant shall pay the rent\.", table);
    }

    [Fact]
    public void Encodings_are_completed()
    {
        PSObject result = _session.Run("$line = 'Split-OcrDocument -Path a -Encoding utf'; (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText -join ' '")
            .Clean().Output[0];
        Assert.Equal("utf32 utf8 utf8BOM utf8NoBOM", result.BaseObject);
    }

    private void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    private void Write(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(_folder, name), bytes);

    private IReadOnlyList<OcrPage> Pages(string script) => _session.Run(script).Clean().Of<OcrPage>();

    private string[] Print(string script) =>
        [.. Pages(script).Select(page => $"{page.Number}|{page.Label}|{page.Line}|{page.Source}|{page.Text}")];

    private string[] Labels(string script) => [.. Pages(script).Select(page => page.Label)];

    private string[] Texts(string script) => [.. Pages(script).Select(page => page.Text)];

    /// <summary>Lines that count how many of them were read.</summary>
    private sealed class Counted(string[] lines) : IEnumerable<string>
    {
        public int Read { get; private set; }

        public IEnumerator<string> GetEnumerator()
        {
            foreach (string line in lines)
            {
                Read++;
                yield return line;
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
