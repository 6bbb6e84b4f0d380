using System.Text.RegularExpressions;
using System.Xml;

namespace SynthGen.Documents.Sources.Xml;

/// <summary>Base of the formats in XML, recognised by their root element. Namespaces and prefixes do not matter: writers differ in them.</summary>
public abstract partial class XmlSource : DocumentSource
{
    private readonly string _root;

    private protected XmlSource(string name, string title, string root)
        : base(name, title) => _root = root;

    /// <inheritdoc/>
    public sealed override bool Recognizes(SourceBeginning beginning) => beginning.BeginsWith("<") && Root().Match(beginning.Text) is { Success: true } root && root.Groups[1].Value == _root;

    /// <inheritdoc/>
    public sealed override IEnumerable<SourcePage> Read(Stream stream, SourceContext context)
    {
        // No document type is read: entities in it could name other files, or grow without end.
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, CheckCharacters = false, CloseInput = false };
        using StreamReader text = context.OpenText(stream, leaveOpen: true);
        using XmlReader reader = XmlReader.Create(text, settings);
        using IEnumerator<SourcePage> pages = Read(reader).GetEnumerator();
        while (MoveNext(pages, reader))
            yield return pages.Current;
    }

    /// <summary>Reads the pages.</summary>
    /// <param name="reader">The document, at its beginning.</param>
    private protected abstract IEnumerable<SourcePage> Read(XmlReader reader);

    /// <summary>The line that has been reached, from 1.</summary>
    private protected static int LineOf(XmlReader reader) => ((IXmlLineInfo)reader).LineNumber;

    private static bool MoveNext(IEnumerator<SourcePage> pages, XmlReader reader)
    {
        try
        {
            return pages.MoveNext();
        }
        catch (XmlException error)
        {
            string where = reader.EOF || error.LineNumber == 0 ? "" : $" on line {error.LineNumber}";
            throw new SourceException($"The XML is broken{where}: the page there is left out.", "Check that it was written and copied whole.", error);
        }
    }

    // Each part of the prolog ends at its first end (?>): trying further ones takes time without end.
    [GeneratedRegex(@"\A\s*(?>(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>)\s*)*<(?:[\w.-]+:)?([\w.-]+)", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Root();
}
