using System.IO.Compression;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Tokens;

namespace SynthGen.Adapters.Documents;

/// <summary>Reads the objects of a PDF that the library has no members for.</summary>
internal static class PdfTokens
{
    // More references to references than that go round in a circle.
    private const int MaxReferences = 16;

    /// <summary>Follows references to an object.</summary>
    public static IToken? Resolve(PdfDocument document, IToken? token)
    {
        for (int i = 0; i < MaxReferences && token is IndirectReferenceToken reference; i++)
            token = document.Structure.GetObject(reference.Data)?.Data;
        return token;
    }

    /// <summary>The value of a key; null if there is none.</summary>
    public static IToken? Value(PdfDocument document, DictionaryToken dictionary, string name) =>
        dictionary.TryGet(NameToken.Create(name), out IToken value) ? Resolve(document, value) : null;

    /// <summary>Makes sure that the content of a page can be decompressed: the library leaves out what cannot, without a word.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static void CheckContent(PdfDocument document, Page page)
    {
        IToken? contents = Value(document, page.Dictionary, "Contents");
        foreach (IToken part in contents is ArrayToken parts ? parts.Data : contents is null ? [] : [contents])
        {
            if (Resolve(document, part) is not StreamToken stream || Value(document, stream.StreamDictionary, "Filter") is not { } filter)
                continue;
            if (filter is ArrayToken { Data: [var only] })
                filter = Resolve(document, only) ?? filter;
            if (filter is not NameToken { Data: "FlateDecode" })
                continue;
            using ZLibStream content = new(new MemoryStream(stream.Data.ToArray()), CompressionMode.Decompress);
            content.CopyTo(Stream.Null);
        }
    }
}
