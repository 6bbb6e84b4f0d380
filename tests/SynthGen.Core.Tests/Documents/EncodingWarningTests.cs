using System.Text;
using SynthGen.Documents;
using SynthGen.Documents.Encodings;
using SynthGen.Documents.Marks;

namespace SynthGen.Core.Tests.Documents;

public sealed class EncodingWarningTests
{
    private const string German = "Der Mieter zahlt die Miete spätestens am fünften Werktag für den Monat; Größe und Fläche gemäß Anlage.\n";
    private const string French = "Le locataire paie le loyer à l'échéance; la durée du bail est de trois années, renouvelé après préavis.\n";
    private const string English = "The tenant’s rent — “due” on the first – is £5 … and so on.\n";
    private const string Czech = "Nájemce platí nájemné vždy prvního dne měsíce; předmět nájmu je v dobrém stavu, což obě strany potvrzují.\n";
    private const string Polish = "Najemca płaci czynsz z góry do piątego dnia każdego miesiąca, zgodnie z umową zawartą między stronami.\n";
    private const string Russian = "Арендатор платит арендную плату первого числа каждого месяца.\n";
    private const string Japanese = "この契約は日本の法律に従います。賃料は毎月一日に支払います。\n";
    private const string Chinese = "本合同受中国法律管辖。承租人应当在每月一日支付租金，不得拖延。\n";
    private const string Korean = "임차인은 매월 첫째 날에 임대료를 지불하여야 한다.\n";

    [Theory]
    [InlineData(German, "windows-1252")]
    [InlineData(French, "windows-1252")]
    [InlineData(English, "windows-1252")]
    [InlineData(French, "macintosh")]
    [InlineData(German, "ibm850")]
    [InlineData(Czech, "windows-1250")]
    [InlineData(Polish, "windows-1250")]
    [InlineData(Russian, "windows-1251")]
    [InlineData(Russian, "koi8-r")]
    [InlineData(Japanese, "shift_jis")]
    [InlineData(Japanese, "euc-jp")]
    [InlineData(Chinese, "gb18030")]
    [InlineData(Korean, "euc-kr")]
    public void The_likely_encoding_is_named(string text, string encoding)
    {
        byte[] bytes = CodePagesEncodingProvider.Instance.GetEncoding(encoding)!.GetBytes(string.Concat(Enumerable.Repeat("=== PAGE 1 ===\n" + text, 10)));
        string warning = Assert.Single(Read(bytes, null).Warnings);
        Assert.Contains($"-Encoding {encoding}.", warning);
        Assert.Contains("on line 2", warning);
    }

    [Theory]
    [InlineData(German, false)]
    [InlineData(Russian, true)]
    [InlineData(Chinese, false)]
    public void UTF16_without_its_mark_is_read_and_said(string text, bool isBig)
    {
        (string read, string[] warnings) = Read(new UnicodeEncoding(isBig, byteOrderMark: false).GetBytes("=== PAGE 1 ===\n" + text), null);
        Assert.Equal(text.TrimEnd(), read);
        Assert.Contains(isBig ? "-Encoding bigendianunicode" : "-Encoding unicode", Assert.Single(warnings));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(DocumentReader.DefaultBlockSize)]
    public void A_stray_byte_is_found_by_its_line(int block)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Russian, 30)));
        bytes[Array.IndexOf(bytes, (byte)' ', bytes.Length / 2)] = 0xFF;
        int line = bytes.AsSpan(0, Array.IndexOf(bytes, (byte)0xFF)).Count((byte)'\n') + 1;
        string warning = Assert.Single(Read(bytes, null, block).Warnings);
        Assert.Contains($"line {line} ", warning);
        Assert.DoesNotContain("likely", warning);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(DocumentReader.DefaultBlockSize)]
    public void The_lines_of_the_pages_before_a_stray_byte_count(int block)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 30).Select(page => $"=== PAGE {page} ===\r\none\r\n\r\n"))), 0xFF, .. "\n"u8, 0xFF];
        Assert.Contains("line 91,", Assert.Single(Read(bytes, null, block).Warnings));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData(Russian + "a \uFFFD that the file itself holds")]
    public void Good_text_has_no_warning(string text) => Assert.Empty(Read(Encoding.UTF8.GetBytes(text), null, 16).Warnings);

    [Fact]
    public void A_named_encoding_is_not_doubted() => Assert.Empty(Read(Encoding.Latin1.GetBytes(German), Encoding.Latin1).Warnings);

    [Fact]
    public void Binary_content_ends_reading_where_it_begins()
    {
        byte[] noise = new byte[20_000];
        new Random(1).NextBytes(noise);
        byte[] bytes = [.. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("A line of text.\n", 2000))), .. noise];
        using DocumentReader reader = new(new MemoryStream(bytes), null, 1024, check: true);
        using PageSplitter splitter = new(null);
        NotTextException error = Assert.Throws<NotTextException>(() =>
        {
            while (reader.ReadInto(splitter))
            {
            }
        });
        Assert.Contains("32,", error.Message);
    }

    private static (string Text, string[] Warnings) Read(byte[] bytes, Encoding? encoding, int block = DocumentReader.DefaultBlockSize)
    {
        using DocumentReader reader = new(new MemoryStream(bytes), encoding, block, check: true);
        using PageSplitter splitter = new(PageMarker.Of(PageMarkerKind.EqualSigns));
        while (reader.ReadInto(splitter))
        {
        }

        Assert.True(splitter.TryRead(out OcrPage? page));
        return (page.Text, [.. reader.Warnings()]);
    }
}
