using CsCheck;
using Markdig;
using Markdig.Extensions.GenericAttributes;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SynthGen.Text;

namespace SynthGen.Core.Tests.Text;

public sealed class MarkdownTextTests
{
    private static readonly MarkdownPipeline Pipeline = ReaderPipeline();

    // Text in which the signs of Markdown and of HTML are frequent.
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Char, Gen.Char[' ', '~'], Gen.Char[' ', '~'], Gen.Char["`|<>[]()!#*_&;\\\n\r ~$^=:@"]).Array[0, 24].Select(letters => new string(letters));

    [Theory]
    [InlineData("`x` <b>", "`` `x` <b> ``")]
    [InlineData("a``b", "```a``b```")]
    [InlineData("a|b`", @"a\|b\`")]
    [InlineData("two\nlines", "`two lines`")]
    public void Code_has_a_fence_that_its_text_does_not_have(string text, string code) => Assert.Equal(code, MarkdownText.Code(text));

    [Theory]
    [InlineData("gemini-*", @"gemini-\*")]
    [InlineData("see https://a.b", "`see https://a.b`")]
    [InlineData("a@b.org", "`a@b.org`")]
    [InlineData("# <img src=x> &amp;", @"\# \<img src\=x\> \&amp\;")]
    public void Signs_of_running_text_are_escaped(string text, string escaped) => Assert.Equal(escaped, MarkdownText.Text(text));

    [Fact]
    public void Any_text_reads_as_itself_in_a_heading_in_a_cell_and_in_a_sentence() => Texts.Sample(text =>
    {
        string shown = PrintableText.Line(text).Trim();
        foreach (Func<string, string> write in (Func<string, string>[])[MarkdownText.Text, MarkdownText.Code])
        {
            string written = write(text);
            Assert.DoesNotContain('\n', written);

            MarkdownDocument document = Markdown.Parse($"# {written}\n\nBefore {written} after.\n\n| a | b |\n|---|---|\n| {written} | x |\n", Pipeline);
            Assert.Collection(
                document.Where(block => block is not LinkReferenceDefinitionGroup),
                heading => Assert.Equal(shown, TextOf(Assert.IsType<HeadingBlock>(heading).Inline!)),
                sentence => Assert.Equal($"Before {shown} after.".Replace("  ", " "), TextOf(Assert.IsType<ParagraphBlock>(sentence).Inline!).Replace("  ", " ")),
                table =>
                {
                    TableRow row = Assert.IsType<TableRow>(Assert.IsType<Table>(table)[1]);
                    Assert.Equal(2, row.Count);
                    string cell = string.Concat(((TableCell)row[0]).OfType<ParagraphBlock>().Select(block => TextOf(block.Inline!)));
                    Assert.Equal(shown, cell);
                });
        }
    }, iter: 5000);

    // All extensions but attributes in braces, which Markdig alone reads, even out of code in a heading.
    private static MarkdownPipeline ReaderPipeline()
    {
        MarkdownPipelineBuilder builder = new MarkdownPipelineBuilder().UseAdvancedExtensions().UseEmojiAndSmiley();
        builder.Extensions.RemoveAll(extension => extension is GenericAttributesExtension);
        return builder.Build();
    }

    // Nothing but text and code may be there.
    private static string TextOf(ContainerInline inlines) => string.Concat(inlines.Select(inline => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        _ => throw new Xunit.Sdk.XunitException($"{inline.GetType().Name} came of the text."),
    }));
}
