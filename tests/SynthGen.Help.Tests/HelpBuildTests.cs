namespace SynthGen.Help.Tests;

public sealed class HelpBuildTests
{
    [Fact]
    public void Update_fills_in_what_follows_from_the_cmdlet()
    {
        using SamplePages pages = SamplePages.Complete();
        Assert.StartsWith("---\ndocument type: cmdlet\nexternal help file: SynthGen.dll-Help.xml\n", pages.Page);
        Assert.Contains("### Path (Default)\n\n```\nGet-Sample [-Path] <string[]> [-Day <DayOfWeek>] [-Colour <string>] [-Count <int>] [-Force]\n  [<CommonParameters>]\n```\n", pages.Page);
        Assert.Contains(
            """
            The `path`.

            ```yaml
            Type: System.String[]
            DefaultValue: ''
            SupportsWildcards: true
            Aliases:
            - FullName
            - P
            ParameterSets:
            - Name: Path
              Position: 0
              IsRequired: true
              ValueFromPipeline: false
              ValueFromPipelineByPropertyName: true
              ValueFromRemainingArguments: false
            DontShow: false
            AcceptedValues: []
            HelpMessage: ''
            ```

            ### -InputObject

            """.ReplaceLineEndings("\n"),
            pages.Page);
        Assert.Contains("AcceptedValues:\n- red\n- green\n", pages.Page);
        Assert.Contains("This cmdlet supports the common parameters", pages.Page);
    }

    [Fact]
    public void Update_keeps_the_writers_words_and_is_done_after_one_time()
    {
        using SamplePages pages = SamplePages.Complete();
        string page = pages.Page;
        Assert.All(SamplePages.Prose.Split('\n'), line => Assert.Contains(line, page.Split('\n')));

        Assert.Empty(pages.Build(update: true));
        Assert.Equal(page, pages.Page);
        Assert.Empty(pages.Build());
    }

    [Fact]
    public void The_date_of_a_page_stays()
    {
        using SamplePages pages = SamplePages.Complete();
        pages.Page = string.Join('\n', pages.Page.Split('\n').Select(line => line.StartsWith("ms.date", StringComparison.Ordinal) ? "ms.date: 01/02/2003" : line));
        Assert.Empty(pages.Build(update: true));
        Assert.Contains("ms.date: 01/02/2003\n", pages.Page);
    }

    [Fact]
    public void A_page_with_line_ends_of_Windows_is_as_good()
    {
        using SamplePages pages = SamplePages.Complete();
        pages.Page = pages.Page.ReplaceLineEndings("\r\n");
        Assert.Empty(pages.Build());
    }

    [Theory]
    [InlineData("  Position: 0", "  Position: 1", "OutOfDate")]
    [InlineData("### -Count", "### -Number", "UnknownParameter")]
    [InlineData("### -Force", "### -Count", "DuplicateParameter")]
    [InlineData("## NOTES", "## REMARKS", "UnknownSection")]
    [InlineData("### System.IO.FileInfo", "### System.Int32", "UnknownOutput")]
    [InlineData("The count.", "", "MissingDescription")]
    [InlineData("Gets samples.", "", "EmptySection")]
    [InlineData("```powershell", "Text before the code.", "MissingExampleCode")]
    [InlineData("It gets them.", "It gets <them>.", "UnsupportedMarkdown")]
    [InlineData("# Get-Sample", "# Get-Samples", "WrongTitle")]
    public void A_mistake_fails_with_its_line_and_leaves_the_MAML_as_it_was(string line, string instead, string id)
    {
        using SamplePages pages = SamplePages.Complete();
        DateTime written = File.GetLastWriteTimeUtc(pages.MamlPath);
        int at = pages.LineOf(line);

        string[] lines = pages.Page.Split('\n');
        lines[at - 1] = instead;
        pages.Page = string.Join('\n', lines);

        HelpProblem problem = Assert.Single(pages.Build(), problem => problem.Id == id);
        // The mistake of an empty part, or of one that is not an example, is at the heading above it.
        Assert.InRange(problem.Line, at - 2, at);
        Assert.Equal($"{pages.PagePath}({problem.Line}): error {id}: {problem.Message}", problem.ToString());
        Assert.Equal(written, File.GetLastWriteTimeUtc(pages.MamlPath));
    }

    [Theory]
    [InlineData("### -Count\n\nThe count.\n\n", "MissingParameter")]
    [InlineData("## NOTES\n\n### Errors\n\nIt is *never* wrong.\n\n", "MissingSection")]
    [InlineData("### System.IO.FileInfo\n\nFiles.\n\n", "MissingOutput")]
    public void A_missing_part_is_named(string part, string id)
    {
        using SamplePages pages = new(SamplePages.Prose.Replace(part, "", StringComparison.Ordinal));
        Assert.Contains(pages.Build(update: true), problem => problem.Id == id);
        Assert.False(File.Exists(pages.MamlPath));
    }

    [Fact]
    public void Sections_stand_in_the_order_of_the_schema()
    {
        using SamplePages pages = new(SamplePages.Prose.Replace("## ALIASES\n\n", "", StringComparison.Ordinal).Replace("## NOTES", "## ALIASES\n\n## NOTES", StringComparison.Ordinal));
        Assert.Contains(pages.Build(update: true), problem => problem.Id == "SectionOutOfOrder" && problem.Line == pages.LineOf("## ALIASES"));
    }

    [Fact]
    public void Cmdlets_and_pages_are_the_same_ones()
    {
        using SamplePages pages = SamplePages.Complete();
        File.Move(pages.PagePath, Path.Combine(pages.Folder, "Get-Other.md"));
        Assert.Equal(["MissingPage", "UnknownCmdlet"], pages.Build().Select(problem => problem.Id));
    }
}
