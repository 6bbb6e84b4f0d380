using System.Text;
using SynthGen.Documents.Sources;

namespace SynthGen.Core.Tests.Documents.Sources;

/// <summary>Reads documents as a source does, from bytes.</summary>
internal static class JsonSourceKit
{
    public static IReadOnlyList<KnownPage> Lease { get; } =
    [
        new([["HARBOUR LEASE", "between the Port and Gannet & Co."], ["Dated 4 March 1921."]]),
        new([["The Tenant shall pay £40 a month,", "in advance, at the Quay."], ["\U0001D518ltra vires 𠮷田 – “sealed”."]]),
        new([]),
        new([["Signed and delivered."]]),
    ];

    public static (DocumentSource Source, List<SourcePage> Pages, List<string> Warnings) Read(params string[] parts) =>
        Read([.. parts.Select(Encoding.UTF8.GetBytes)]);

    public static (DocumentSource Source, List<SourcePage> Pages, List<string> Warnings) Read(params byte[][] parts)
    {
        List<SourcePage> pages = [];
        List<string> warnings = [];
        SourceBeginning first = Beginning(parts[0]);
        DocumentSource source = DocumentSources.Recognize(first) ?? throw new FormatException("no source recognises it");
        if (source is not PartedSource parted)
        {
            pages.AddRange(source.Read(new MemoryStream(parts[0]), Context(warnings.Add)));
            return (source, pages, warnings);
        }

        PartedDocument document = parted.Begin(Context(warnings.Add));
        foreach (byte[] part in parts)
        {
            if (part != parts[0])
                Assert.True(document.IsContinuedBy(Beginning(part)));
            pages.AddRange(document.Read(new MemoryStream(part)));
        }

        pages.AddRange(document.Complete());
        return (source, pages, warnings);
    }

    public static SourceContext Context(Action<string> warn) => new(warn, () => throw new NotSupportedException());

    public static SourceBeginning Beginning(byte[] bytes) =>
        new(bytes.AsMemory(0, Math.Min(bytes.Length, SourceBeginning.MaxLength)), bytes.Length <= SourceBeginning.MaxLength);
}
