using System.Globalization;
using System.Text;
using CsCheck;
using SynthGen.Text;

namespace SynthGen.Core.Tests.Text;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("Zoë, 日本, 👩🏽‍🚒️ a\u0301", "Zoë, 日本, 👩🏽<U+200D>🚒️ a\u0301")]
    [InlineData("\u001b[31mred\u001b[0m \a\b", "<U+001B>[31mred<U+001B>[0m <U+0007><U+0008>")]
    [InlineData("a\nb\r\nc\td\re", "a b c d<U+000D>e")]
    [InlineData("\u007f\u0085\u009b31m\u2028\u2029", "<U+007F><U+0085><U+009B>31m<U+2028><U+2029>")]
    [InlineData("\u202eevil\u2066\u2069\u200e\u061c", "<U+202E>evil<U+2066><U+2069><U+200E><U+061C>")]
    [InlineData("\ufeffa\u200bb\u00adc", "<U+FEFF>a<U+200B>b<U+00AD>c")]
    [InlineData("\U000e0041\U000e007f\U000e0100", "<U+E0041><U+E007F><U+E0100>")]
    [InlineData(null, "")]
    public void What_a_terminal_obeys_or_nobody_sees_is_shown_by_its_number(string? text, string line) => Assert.Equal(line, PrintableText.Line(text));

    [Fact]
    public void Half_of_a_surrogate_pair_is_shown_too() => Assert.Equal("<U+D800>a<U+DC00>", PrintableText.Line("\ud800a\udc00"));

    [Fact]
    public void Lines_keep_their_ends_and_tabs() => Assert.Equal("a\n\tb\nc<U+000D><U+001B>", PrintableText.Lines("a\r\n\tb\nc\r\u001b"));

    [Fact]
    public void No_text_comes_out_unprintable_and_what_is_printable_comes_out_as_it_is() =>
        Gen.String[Gen.OneOf(Gen.Char, Gen.Char['\0', '\u00ff'], Gen.Char['\u2000', '\u2070'], Gen.Char['\ud800', '\udfff'])].Sample(text =>
        {
            string line = PrintableText.Line(text);
            Assert.DoesNotContain(line.EnumerateRunes(), rune => rune.Value == 0xFFFD && !text.Contains('\ufffd'));
            Assert.DoesNotContain(line, c => char.IsControl(c) || c is '\u2028' or '\u2029');
            Assert.DoesNotContain(line.EnumerateRunes(), rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && !IsSeen(rune.Value));
            Assert.Equal(line, PrintableText.Line(line));
            Assert.Equal(PrintableText.IsLine(text), line == text);
        });

    // Signs of Arabic and Kaithi numbers and of Egyptian are format characters that are seen.
    private static bool IsSeen(int value) => value is (>= 0x0600 and <= 0x0605) or 0x06DD or 0x070F or 0x0890 or 0x0891 or 0x08E2 or 0x110BD or 0x110CD or (>= 0x13430 and <= 0x1343F);
}
