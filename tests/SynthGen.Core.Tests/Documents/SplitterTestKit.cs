using System.Text;
using SynthGen.Documents;
using SynthGen.Documents.Marks;

namespace SynthGen.Core.Tests.Documents;

/// <summary>Feeds a document to the splitter in every way.</summary>
internal static class SplitterTestKit
{
    public static readonly PageMarker? Auto = null;

    public static PageMarker Equals_ { get; } = PageMarker.Of(PageMarkerKind.EqualSigns)!;

    public static PageMarker Dash { get; } = PageMarker.Of(PageMarkerKind.Dash)!;

    public static PageMarker FormFeed { get; } = PageMarker.Of(PageMarkerKind.FormFeed)!;

    /// <summary>The values of a page that must be equal in every way.</summary>
    public static string Print(OcrPage page) => $"{page.Number}|{page.Label}|{page.Line}|{page.Source}|{page.Text}";

    public static List<OcrPage> ByText(string text, PageMarker? marker, int pieceLength = int.MaxValue)
    {
        using PageSplitter splitter = new(marker, "doc");
        List<OcrPage> pages = [];
        for (int i = 0; i < text.Length; i += pieceLength)
        {
            splitter.Write(text.AsSpan(i, Math.Min(pieceLength, text.Length - i)));
            Drain(splitter, pages);
            if (pieceLength == int.MaxValue)
                break;
        }

        return End(splitter, pages);
    }

    /// <summary>Splits a whole text.</summary>
    public static List<OcrPage> All(PageSplitter splitter, string text)
    {
        splitter.Write(text);
        return End(splitter, []);
    }

    public static List<OcrPage> ByLines(string text, PageMarker? marker)
    {
        using PageSplitter splitter = new(marker, "doc");
        List<OcrPage> pages = [];
        foreach (string line in Lines(text))
        {
            splitter.WriteLine(line);
            Drain(splitter, pages);
        }

        return End(splitter, pages);
    }

    public static List<OcrPage> ByFile(byte[] bytes, PageMarker? marker, int blockSize, Encoding? encoding = null)
    {
        using PageSplitter splitter = new(marker, "doc");
        using DocumentReader reader = new(new MemoryStream(bytes), encoding, blockSize);
        List<OcrPage> pages = [];
        while (reader.ReadInto(splitter))
            Drain(splitter, pages);
        return End(splitter, pages);
    }

    /// <summary>The lines as Get-Content gives them.</summary>
    public static List<string> Lines(string text)
    {
        using StringReader reader = new(text);
        List<string> lines = [];
        while (reader.ReadLine() is { } line)
            lines.Add(line);
        return lines;
    }

    private static List<OcrPage> End(PageSplitter splitter, List<OcrPage> pages)
    {
        splitter.Complete();
        Drain(splitter, pages);
        return pages;
    }

    private static void Drain(PageSplitter splitter, List<OcrPage> pages)
    {
        while (splitter.TryRead(out OcrPage? page))
            pages.Add(page);
    }
}
