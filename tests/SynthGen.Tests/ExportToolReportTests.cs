using System.Xml.Linq;

namespace SynthGen.Tests;

public sealed class ExportToolReportTests : IDisposable
{
    private const string Make = """
        $pages = @(Split-OcrDocument -Path $document | Select-Object -First 30)
        $index = $pages | New-PageIndex
        $rows = @($pages | New-SyntheticQuery -Backend Template | Test-SyntheticQuery -PageIndex $index)
        """;

    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml", Svg = "http://www.w3.org/2000/svg";

    private readonly ModuleSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public ExportToolReportTests()
    {
        _session.Runspace.SessionStateProxy.Path.SetLocation(_folder);
        _session.Runspace.SessionStateProxy.SetVariable("document", Path.Combine(ModuleSession.RepositoryRoot(), "examples", "harbour-lease.txt"));
    }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Rows_and_conversations_become_one_file_with_pictures_twice_the_same()
    {
        Assert.Empty(_session.Run(Make + """

            $talks = @($pages | New-ToolConversation -Backend Template -PageIndex $index -Count 10)
            $rows + $talks | Export-ToolReport a.html -PageIndex $index
            $rows + $talks | Export-ToolReport b.html -PageIndex $index
            """).Clean().Output);
        Assert.Equal(Read("a.html").Replace("a.html", "b.html"), Read("b.html"));
        XElement page = Page("a.html");
        Assert.Equal(15, page.Descendants(Html + "figure").Count());
        Assert.All(page.Descendants(Html + "figure").Where(figure => figure.Attribute("id")!.Value is "coverage" or "map" or "tools" or "ranks" or "contrast"),
            figure => Assert.NotEmpty(figure.Descendants(Svg + "svg").Descendants(Svg + "title")));
        Assert.Contains("embedding of the index (synthgen-lsa-1)", page.Value);
        Assert.Equal(["a.html", "b.html"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_file_is_reported_on_beside_another()
    {
        _session.Run(Make + """

            $rows | Export-ToolDataset one.jsonl
            $rows | Select-Object -First 5 | Export-ToolDataset two.jsonl.gz
            Export-ToolReport both.html -DatasetPath one.jsonl -Against two.jsonl.gz
            """).Clean();
        Assert.Contains(Page("both.html").Descendants(Html + "h1"), title => title.Value == "one.jsonl and two.jsonl.gz");
    }

    [Fact]
    public void The_report_tells_the_pipeline_without_its_secrets()
    {
        string script = Path.Combine(_folder, "make.ps1");
        File.WriteAllText(script, """
            function Get-Rows { param($ApiKey, $Endpoint, [securestring] $Secret) $input; $rows }
            Get-Rows -ApiKey 'hidden-1' -Endpoint 'https://me:hidden-2@host/v1?key=hidden-3' -Secret (ConvertTo-SecureString hidden-4 -AsPlainText -Force) |
                Where-Object { $token = 'hidden-5'; $at = "https://me:hidden-6@$host"; $with = @{ ApiKey = 'hidden-7' }; $true } |
                Export-ToolReport a.html -Seed 3
            """);
        _session.Run(Make + "\n. ./make.ps1").Clean();
        string text = Read("a.html");
        Assert.DoesNotContain("hidden", text);
        Assert.Contains("Get-Rows -ApiKey *** -Endpoint 'https://***@host/v1?key=***' -Secret *** |\n    Where-Object { $token = ***; $at = ***; $with = @{ ApiKey = *** }; $true } |\n    Export-ToolReport a.html -Seed 3", Page("a.html").Descendants(Html + "pre").Single().Value.Replace("\r", ""));
    }

    [Fact]
    public void Without_rows_nothing_is_written()
    {
        File.WriteAllText(Path.Combine(_folder, "a.html"), "earlier");
        ModuleSession.Result result = _session.Run("@() | Export-ToolReport a.html; @() | Export-ToolReport b.html").Clean();
        Assert.Equal(2, result.Warnings.Count);
        Assert.Contains("stays as it was", result.Warnings[0]);
        Assert.Equal("earlier", Read("a.html"));
        Assert.False(File.Exists(Path.Combine(_folder, "b.html")));
    }

    [Fact]
    public void WhatIf_and_NoClobber_leave_what_is_there()
    {
        File.WriteAllText(Path.Combine(_folder, "a.html"), "earlier");
        ModuleSession.Result result = _session.Run(Make + """

            $rows | Export-ToolReport a.html -WhatIf
            $rows | Export-ToolReport a.html -NoClobber
            """);
        Assert.Equal("DatasetExists,SynthGen.Commands.ExportToolReportCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Equal("earlier", Read("a.html"));
    }

    [Fact]
    public void A_bad_row_is_an_error_and_the_others_are_in_the_report()
    {
        ModuleSession.Result result = _session.Run(Make + "\n@('text') + $rows | Export-ToolReport a.html");
        Assert.Equal("NotASyntheticQuery,SynthGen.Commands.ExportToolReportCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Contains("rows from", Page("a.html").Descendants(Html + "header").Single().Value);
    }

    [Fact]
    public void Results_of_models_are_reported_and_lines_that_are_none_are_errors()
    {
        const string Line = """{"id":"1","status":"Measured","query":"who?","model":"small","turn":1,"due":"Call","expected":[{"name":"full_text_search","arguments":{"query":"who"}}],"made":"none"}""";
        File.WriteAllText(Path.Combine(_folder, "results.jsonl"), $"{Line}\nnonsense\n");
        ModuleSession.Result result = _session.Run("Export-ToolReport models.html -ModelResult results.jsonl");
        Assert.Equal("BadResultLine,SynthGen.Commands.ExportToolReportCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Contains("1 row: 1 measured", Page("models.html").Value);
    }

    [Fact]
    public void The_card_of_a_folder_has_pictures_that_its_manifest_proves()
    {
        _session.Run(Make + """

            $rows | Split-ToolDataset | Export-ToolDataset data -Split -Card
            $rows | Select-Object -First 20 | Split-ToolDataset | Export-ToolDataset data -Split -Card
            """).Clean();
        Assert.DoesNotContain(_session.Run("Test-ToolDataset data").Clean().Output, issue => (string)issue.Properties["Rule"].Value is "FileMissing" or "FileChanged" or "FileExtra" or "ManifestBroken");
        string card = Read(Path.Combine("data", "README.md"));
        string[] pictures = [.. Directory.GetFiles(Path.Combine(_folder, "data", "images")).Select(path => Path.GetFileName(path)!)];
        Assert.Contains("coverage.svg", pictures);
        Assert.All(pictures, picture => Assert.Contains($"](images/{picture})", card));
        Assert.All(pictures, picture => Assert.Equal(Svg + "svg", XElement.Load(Path.Combine(_folder, "data", "images", picture)).Name));
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(_folder, name));

    private XElement Page(string name) => XElement.Parse(Read(name)["<!DOCTYPE html>\n".Length..]);
}
