using Markdig;
using Markdig.Syntax;

namespace SynthGen.Help.Tests;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("Lines of a\nparagraph are joined.", "Lines of a paragraph are joined.")]
    [InlineData("A hard break\\\nstays.", "A hard break\nstays.")]
    [InlineData("Give `-Path *.txt` and **all** of _them_.", "Give -Path *.txt and all of them.")]
    [InlineData("a &lt; b &amp;&amp; c & d, \\*not\\* \\<x>, snake_case_word", "a < b && c & d, *not* <x>, snake_case_word")]
    [InlineData("`` a ` b ``", "a ` b")]
    [InlineData("See [Get-Other](Get-Other.md), [JSON](https://json.org/) and <https://a.b/>.", "See Get-Other, JSON (https://json.org/) and https://a.b/.")]
    [InlineData("[https://a.b/](https://a.b/)", "https://a.b/")]
    [InlineData("[`Get-Other`][other]\n\n[other]: Get-Other.md", "Get-Other")]
    [InlineData("### The journal", "THE JOURNAL")]
    [InlineData("> quoted", "quoted")]
    [InlineData("- one\n- two `2`\n  goes on\n\n  - deeper", "- one\n- two 2 goes on\n  - deeper")]
    [InlineData("3. three\n4. four", "3. three\n4. four")]
    [InlineData("- code:\n\n  ```\n  a  b\n  ```", "- code:\n  a  b")]
    [InlineData("| Name | Use |\n|---|:-:|\n| `a` | first |\n| longer | |", "Name    Use\n------  -----\na       first\nlonger")]
    public void A_block_reads_as_plain_text(string markdown, string text) => Assert.Equal([text], Paragraphs(markdown));

    [Fact]
    public void Code_keeps_its_lines_marks_and_indents() =>
        Assert.Equal(["if ($a -lt 1) {\n    `\"<&>*_\"\n\n}"], Paragraphs("```powershell\nif ($a -lt 1) {\n    `\"<&>*_\"\n\n}\n```"));

    [Fact]
    public void Each_block_is_a_paragraph() => Assert.Equal(["one", "two", "- three"], Paragraphs("one\n\ntwo\n\n- three"));

    [Theory]
    [InlineData("one\n\nThe tag <tools> is lost.", 2)]
    [InlineData("<div>lost</div>", 0)]
    [InlineData("one\n\n- ![picture](a.png)", 2)]
    [InlineData("one\n\n***", 2)]
    public void Whatever_would_be_lost_is_refused_with_its_line(string markdown, int line) =>
        Assert.Equal(line, Assert.Throws<UnsupportedMarkdownException>(() => Paragraphs(markdown)).Line);

    private static IReadOnlyList<string> Paragraphs(string markdown) =>
        PlainText.Paragraphs(Markdown.Parse(markdown, new MarkdownPipelineBuilder().UsePipeTables().Build()).Cast<Block>());
}
