using System.IO.Compression;
using SynthGen.Files;

namespace SynthGen.Documents.Sources;

/// <summary>A ZIP archive of pages: each file in it is one page, and each folder one document. Nothing is unpacked to disk.</summary>
internal sealed class ZipSource() : DocumentSource("Zip", "a ZIP archive of pages")
{
    private const int MaxNamed = 3;

    /// <inheritdoc/>
    public override bool NeedsSeeking => true;

    /// <inheritdoc/>
    public override bool Recognizes(SourceBeginning beginning) => FileSignature.Recognize(beginning.Bytes) is { Kind: SignatureKind.Zip };

    /// <inheritdoc/>
    public override IEnumerable<SourcePage> Read(Stream stream, SourceContext context)
    {
        using ZipArchive archive = Open(stream);
        IGrouping<string, ZipArchiveEntry>[] folders =
        [
            .. archive.Entries.Where(IsFile).OrderBy(entry => entry.FullName, NaturalOrder.Instance).GroupBy(FolderOf),
        ];
        ExpansionLimit limit = new();
        List<string> left = [];
        foreach (IGrouping<string, ZipArchiveEntry> folder in folders)
        {
            ZipArchiveEntry[] entries = [.. folder];
            IReadOnlyList<(int? Number, string? Label)> numbers = PageNames.Read([.. entries.Select(entry => entry.FullName)]);
            for (int i = 0; i < entries.Length; i++)
            {
                if (ReadPage(entries[i], limit, context) is not { } page)
                    left.Add(entries[i].FullName);
                else
                    yield return page with { Number = numbers[i].Number, Label = numbers[i].Label, Document = folders.Length > 1 ? folder.Key : null };
            }
        }

        if (left.Count > 0)
            context.Warn($"{left.Count:N0} of the files in it are left out, since they hold no text: {string.Join(", ", left.Take(MaxNamed))}{(left.Count > MaxNamed ? " …" : "")}.");
    }

    private static ZipArchive Open(Stream stream)
    {
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException error)
        {
            throw Damaged(error);
        }
    }

    // Null for an image or the like, which often lies beside its text.
    private static SourcePage? ReadPage(ZipArchiveEntry entry, ExpansionLimit limit, SourceContext context)
    {
        if (entry.IsEncrypted)
            throw new SourceException($"The archive needs a password: '{entry.FullName}' is encrypted.", "Unpack it, and split the folder with -OnePageEach.");

        try
        {
            using Stream content = limit.Watch(entry.Open(), entry.CompressedLength);
            PeekedStream peeked = new(content, SourceBeginning.MaxLength);
            SourceBeginning beginning = new(peeked.Beginning.ToArray(), peeked.IsAll, context.Encoding);
            if (FileSignature.Recognize(beginning.Bytes) is { Kind: SignatureKind.Zip or SignatureKind.Archive or SignatureKind.Gzip } packed)
                throw new SourceException($"'{entry.FullName}' in the archive is {packed.Title} itself.", "Unpack the archive, and split what is in it.");
            if (DocumentSources.IsForeign(beginning))
                return null;
            return SinglePage.Read(beginning, seekable => seekable ? Held(peeked) : peeked, InputFormat.Auto, context.Within(entry.FullName));
        }
        catch (InvalidDataException error)
        {
            throw Damaged(error);
        }
        catch (SourceException error) when (!error.Message.Contains(entry.FullName, StringComparison.Ordinal))
        {
            throw new SourceException($"'{entry.FullName}' in the archive: {error.Message}", error.Advice, error);
        }
    }

    private static MemoryStream Held(Stream stream)
    {
        MemoryStream held = new();
        stream.CopyTo(held);
        held.Position = 0;
        return held;
    }

    private static SourceException Damaged(InvalidDataException error) => new("The ZIP archive is damaged.", "Copy or pack it anew.", error);

    // Folders have entries of their own, and macOS adds files about files.
    private static bool IsFile(ZipArchiveEntry entry) =>
        entry.Name.Length > 0 && entry.Name[0] != '.' && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal);

    private static string FolderOf(ZipArchiveEntry entry) => entry.FullName[..^entry.Name.Length].TrimEnd('/', '\\');
}
