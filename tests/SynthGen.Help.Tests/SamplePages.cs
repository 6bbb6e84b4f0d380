using System.Management.Automation;

namespace SynthGen.Help.Tests;

/// <summary>A folder with a page of Get-Sample, and the results of its build.</summary>
internal sealed class SamplePages : IDisposable
{
    public static readonly string Prose = """
        # Get-Sample

        ## SYNOPSIS

        Gets samples.

        ## SYNTAX

        ## ALIASES

        ## DESCRIPTION

        It gets them.

        ## EXAMPLES

        ### Example 1: One

        ```powershell
        Get-Sample -Path a |
            Where-Object { $_.Length -lt 3 -and "<&>" }
        ```

        Gets one.

        ### Example 2: Two

        ```powershell
        Get-Sample -Path b
        ```

        Gets two:

        ```output
        a  1
           2
        ```

        ## PARAMETERS

        ### -Path

        The `path`.

        ### -InputObject

        The object.

        ```yaml
        DefaultValue: 'It''s: none'
        ```

        ### -Day

        The day.

        ### -Colour

        The colour.

        ### -Count

        The count.

        ### -Force

        Forces.

        ### CommonParameters

        ## INPUTS

        ### System.Object

        Objects.

        ## OUTPUTS

        ### System.IO.FileInfo

        Files.

        ## NOTES

        ### Errors

        It is *never* wrong.

        ## RELATED LINKS

        - [Get-Other](Get-Other.md)
        - [Elsewhere](https://example.org/a)

        """.ReplaceLineEndings("\n");

    // CmdletInfo fills its lists when they are first read, without a lock: tests that run side by side each have their own.
    private readonly CmdletInfo _cmdlet = Cmdlets.Info(typeof(GetSampleCommand));

    public SamplePages(string text)
    {
        Directory.CreateDirectory(Folder);
        Page = text;
    }

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public string PagePath => Path.Combine(Folder, "Get-Sample.md");

    public string MamlPath => Path.Combine(Folder, "out", "help.xml");

    public string Page
    {
        get => File.ReadAllText(PagePath);
        set => File.WriteAllText(PagePath, value);
    }

    /// <summary>The page with its derived parts.</summary>
    public static SamplePages Complete()
    {
        SamplePages pages = new(Prose);
        Assert.Empty(pages.Build(update: true));
        return pages;
    }

    public IReadOnlyList<HelpProblem> Build(bool update = false) => HelpBuild.Run([_cmdlet], Folder, MamlPath, update);

    /// <summary>The line of the page, from 1, that is this text.</summary>
    public int LineOf(string text) => Array.IndexOf(Page.Split('\n'), text) + 1;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
