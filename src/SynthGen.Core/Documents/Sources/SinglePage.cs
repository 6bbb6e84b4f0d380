using System.Text;
using SynthGen.Documents.Encodings;

namespace SynthGen.Documents.Sources;

/// <summary>Reads a document that is one page, in any format.</summary>
public static class SinglePage
{
    /// <summary>Reads the page. Page marks in a text are part of it; a document of several pages is one page, and a warning says so.</summary>
    /// <param name="beginning">The beginning of the document.</param>
    /// <param name="open">Opens the document, able to seek if asked for; called once.</param>
    /// <param name="format">The format, or that which is recognised.</param>
    /// <param name="context">What reading needs beside the document.</param>
    /// <exception cref="SourceException">The document is damaged, or holds no text that can be read.</exception>
    /// <exception cref="IOException">The document cannot be read.</exception>
    public static SourcePage Read(SourceBeginning beginning, Func<bool, Stream> open, InputFormat format, SourceContext context)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(context);
        SourcePage page = format.Choose(beginning) is { } source
            ? ReadSource(source, open(source.NeedsSeeking), context)
            : new SourcePage(ReadText(open(false), format, context));
        foreach (string warning in context.Warnings())
            context.Warn(warning);
        return page;
    }

    private static SourcePage ReadSource(DocumentSource source, Stream stream, SourceContext context)
    {
        SourcePage[] pages = [.. source.Read(stream, context)];
        if (pages.Length > 1)
            context.Warn($"This is {source.Title} of {pages.Length:N0} pages, and they are one page here, since each file is one.");
        return new SourcePage(string.Join("\n\n", pages.Select(page => page.Text.TrimEnd()).Where(text => text.Length > 0)))
        {
            Confidence = pages.Any(page => page.Confidence is not null) ? pages.Average(page => page.Confidence) : null,
        };
    }

    private static string ReadText(Stream stream, InputFormat format, SourceContext context)
    {
        TextCheck? check = format == InputFormat.Text ? null : new TextCheck();
        using StreamReader reader = context.OpenText(stream, leaveOpen: true);
        StringBuilder text = new();
        char[] block = new char[1 << 16];
        while (reader.Read(block) is > 0 and int length)
        {
            check?.Add(block.AsSpan(0, length));
            if (check?.NotTextFrom is not null)
                break;
            if (text.Length + length > PageSplitter.DefaultMaxPageLength)
                throw new SourceException($"A page is longer than {PageSplitter.DefaultMaxPageLength:N0} characters.", "Check that each file is one page.");
            text.Append(block, 0, length);
        }

        check?.Complete();
        return check?.NotTextFrom is { } from
            ? throw new SourceException(new NotTextException(from).Message, "Export it as text or PDF. If it is text in another encoding, name it with -Encoding.")
            : text.ToString();
    }
}
