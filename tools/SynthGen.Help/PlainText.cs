using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace SynthGen.Help;

/// <summary>Turns Markdown into the paragraphs of plain text that Get-Help shows.</summary>
public static class PlainText
{
    /// <summary>Makes one paragraph of each block. Lists, tables and code keep their lines.</summary>
    /// <exception cref="UnsupportedMarkdownException">A block or inline has no counterpart in plain text.</exception>
    public static IReadOnlyList<string> Paragraphs(IEnumerable<Block> blocks) => [.. blocks.SelectMany(OfBlock)];

    /// <summary>The text of a heading or paragraph, on one line.</summary>
    public static string Text(LeafBlock block) => Text(block.Inline!, block.Line);

    private static IEnumerable<string> OfBlock(Block block) => block switch
    {
        LinkReferenceDefinitionGroup => [],
        HeadingBlock heading => [Text(heading).ToUpperInvariant()],
        ParagraphBlock paragraph => [Text(paragraph)],
        CodeBlock code => [Code(code)],
        Table table => [Rows(table)],
        ListBlock list => [string.Join('\n', Items(list, ""))],
        QuoteBlock quote => Paragraphs(quote),
        _ => throw new UnsupportedMarkdownException(block.Line, "HTML and rules cannot be shown by Get-Help. Write plain Markdown, and put < into backticks."),
    };

    /// <summary>The lines of a code block, unchanged.</summary>
    public static string Code(CodeBlock code) => code.Lines.ToString().ReplaceLineEndings("\n").TrimEnd('\n');

    private static IEnumerable<string> Items(ListBlock list, string indent)
    {
        int number = int.TryParse(list.OrderedStart, out int start) ? start : 1;
        foreach (ListItemBlock item in list.Cast<ListItemBlock>())
        {
            string mark = list.IsOrdered ? $"{number++}. " : "- ";
            string deeper = indent + new string(' ', mark.Length);
            foreach (Block block in item)
            {
                foreach (string line in block is ListBlock nested ? Items(nested, deeper) : OfBlock(block).SelectMany(text => text.Split('\n')).Select(text => indent + mark + text))
                {
                    yield return line;
                    mark = new string(' ', mark.Length);
                }
            }
        }
    }

    // Each column is as wide as its widest cell, with two blanks between columns and a line under the head.
    private static string Rows(Table table)
    {
        string[][] rows = [.. table.Cast<TableRow>().Select(row => row.Cast<TableCell>().Select(cell => string.Join(' ', Paragraphs(cell))).ToArray())];
        int[] widths = [.. Enumerable.Range(0, rows.Max(row => row.Length)).Select(column => rows.Max(row => column < row.Length ? row[column].Length : 0))];
        IEnumerable<string> lines = rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        return string.Join('\n', lines.Take(1).Append(string.Join("  ", widths.Select(width => new string('-', width)))).Concat(lines.Skip(1)));
    }

    private static string Text(ContainerInline inlines, int line)
    {
        StringBuilder text = new();
        foreach (Inline inline in inlines)
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                LineBreakInline @break => @break.IsHard ? "\n" : " ",
                AutolinkInline address => address.Url,
                LinkInline { IsImage: false } link => Link(link),
                EmphasisInline emphasis => Text(emphasis, line),
                _ => throw new UnsupportedMarkdownException(line, "HTML and images cannot be shown by Get-Help. Write plain Markdown, and put < into backticks."),
            });
        }

        return text.ToString();
    }

    /// <summary>Gets the text of a link. The address follows, unless it is the text itself or points to another page of help.</summary>
    public static string Link(LinkInline link)
    {
        string text = Text(link, link.Line);
        return Uri.TryCreate(link.Url, UriKind.Absolute, out _) && link.Url != text ? $"{text} ({link.Url})" : text;
    }
}

/// <summary>Something in a page that plain text cannot show.</summary>
/// <param name="line">The line of the page, from 0.</param>
public sealed class UnsupportedMarkdownException(int line, string message) : Exception(message)
{
    public int Line => line;
}
