using System.Text;
using SynthGen.Documents.Sources;

namespace SynthGen.Core.Tests.Documents.Sources;

/// <summary>Reads documents that tests write.</summary>
internal static class SourceKit
{
    /// <summary>The pages of a document in the format that its content shows.</summary>
    public static List<SourcePage> Read(string document, string format, Encoding? encoding = null) =>
        Read((encoding ?? new UTF8Encoding(false)).GetBytes(document), format);

    /// <summary>The pages of a document in the format that its content shows.</summary>
    public static List<SourcePage> Read(byte[] document, string format)
    {
        List<SourcePage> pages = [];
        ReadInto(pages, document, format);
        return pages;
    }

    /// <summary>Adds the pages to a list, which holds those before an error.</summary>
    public static void ReadInto(List<SourcePage> pages, byte[] document, string format)
    {
        SourceBeginning beginning = new(document.AsMemory(0, Math.Min(document.Length, SourceBeginning.MaxLength)), document.Length <= SourceBeginning.MaxLength);
        DocumentSource source = InputFormat.Auto.Choose(beginning) ?? throw new InvalidOperationException("The document is taken for text.");
        Assert.Equal(format, source.Name);
        SourceContext context = new(warning => { }, () => throw new InvalidOperationException("This is not a PDF."));
        pages.AddRange(source.Read(new MemoryStream(document), context).Select(page =>
        {
            pages.Add(page);
            return page;
        }).Where(_ => false));
    }
}
