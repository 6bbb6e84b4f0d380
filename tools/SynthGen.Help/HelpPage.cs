using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace SynthGen.Help;

/// <summary>A part of a page below a heading.</summary>
/// <param name="Line">The line of the heading, from 0.</param>
/// <param name="End">The line behind the last one of the part, from 0.</param>
public sealed record HelpPart(string Title, int Line, int End, IReadOnlyList<Block> Blocks);

/// <summary>A page of help: its Markdown, divided by the headings of PowerShell's schema.</summary>
public sealed class HelpPage
{
    /// <summary>The headings that each page must have, in order.</summary>
    public static readonly IReadOnlyList<string> Sections =
        ["SYNOPSIS", "SYNTAX", "ALIASES", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().Build();

    /// <param name="text">The page's Markdown, lines ended by LF.</param>
    public HelpPage(string file, string text)
    {
        File = file;
        Text = text;
        MarkdownDocument document = Markdown.Parse(text, Pipeline);
        FrontMatter = document.OfType<YamlFrontMatterBlock>().FirstOrDefault();
        int end = text.Split('\n').Length;
        Title = Parts(document, 1, end).FirstOrDefault();
        All = [.. Parts(document, 2, end)];
    }

    public string File { get; }

    public string Text { get; }

    public YamlFrontMatterBlock? FrontMatter { get; }

    public HelpPart? Title { get; }

    /// <summary>The parts below headings of the second level.</summary>
    public IReadOnlyList<HelpPart> All { get; }

    public HelpPart Section(string title) => All.First(part => part.Title == title);

    /// <summary>The parts of a section below headings of the third level: examples, parameters, types.</summary>
    public IEnumerable<HelpPart> Items(string section)
    {
        HelpPart part = Section(section);
        return Parts(part.Blocks, 3, part.End);
    }

    public IEnumerable<HelpPart> Parameters() => Items("PARAMETERS").Where(part => part.Title.StartsWith('-'));

    /// <summary>The links of the last section as text, each with its address if it points outside the help.</summary>
    public IEnumerable<string> Links() => Section("RELATED LINKS").Blocks
        .SelectMany(block => block.Descendants<LinkInline>())
        .Select(PlainText.Link);

    public HelpProblem Problem(int line, string id, string message) => new(File, line + 1, id, message);

    private static IEnumerable<HelpPart> Parts(IReadOnlyList<Block> blocks, int level, int end)
    {
        for (int i = 0; i < blocks.Count; i++)
        {
            if (blocks[i] is not HeadingBlock heading || heading.Level != level)
                continue;
            Block[] own = [.. blocks.Skip(i + 1).TakeWhile(block => block is not HeadingBlock next || next.Level > level)];
            int behind = i + 1 + own.Length;
            yield return new HelpPart(PlainText.Text(heading), heading.Line, behind < blocks.Count && blocks[behind] is HeadingBlock after ? after.Line : end, own);
        }
    }
}
