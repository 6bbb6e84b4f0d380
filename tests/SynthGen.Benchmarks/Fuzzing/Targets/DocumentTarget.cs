using System.Text;
using SynthGen.Documents;
using SynthGen.Documents.Marks;

namespace SynthGen.Benchmarks.Fuzzing.Targets;

/// <summary>Documents, as Split-OcrDocument reads them. The first byte chooses the options, the second the encoding.</summary>
internal sealed class DocumentTarget : FuzzTarget
{
    private static readonly Encoding?[] Encodings = [null, Encoding.UTF8, Encoding.Latin1, Encoding.Unicode, Encoding.UTF32];

    public override string Name => "document";

    public override IReadOnlyList<byte[]> Samples { get; } =
    [
        .. Bytes(
        [
            $"\0\0=== PAGE 1 ===\n{Fuzzing.Samples.PageText}\n=== PAGE 2 ===\nTABLE OF CONTENTS\nRent ........ 3 8\n== page iv of x ==\nRent, late, 4, 10-12\n",
            $"\x1F\0--- Page 3 of 10 ---\nA HEAD\n{Fuzzing.Samples.PageText}\n3\n[Page 4]\nA HEAD\nThis page intentionally left blank.\n4\n",
            $"\x2A\u0001A HEAD\n{Fuzzing.Samples.PageText}\fA HEAD\nmore\f\f- 12 -\n",
        ]),
        [0, 0, .. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("=== PAGE 1 ===\na text\n=== PAGE 2 ===\n")],
    ];

    public override IReadOnlyList<byte[]> Pieces { get; } = Bytes(
        ["=== PAGE 1 ===\n", "=== PAGE ", " ===", "--- Page 3 ---\n", "[Page 3]\n", "\f", "\r\n", "\r", "\n", "\u2028", "\u0085", "\0", "\uFEFF", " of 10", "iv", "MMMMCMXCIX", "99999999999", "-1", ". . . . .", "....", "  ", "\t", "­", "-\n", "é", "🚰", "\u0301", "目次", "٣"]);

    public override bool Run(byte[] input)
    {
        int mask = input.ElementAtOrDefault(0);
        try
        {
            using DocumentSplit split = new("doc.txt", new DocumentSplitOptions
            {
                Marker = PageMarker.Of((PageMarkerKind)(mask % 4)),
                SkipPreamble = (mask & 4) != 0,
                RemoveRunningHead = (mask & 8) != 0,
                JoinHyphen = (mask & 16) != 0,
                CollapseSpace = (mask & 32) != 0,
            });
            using DocumentReader reader = new(
                new MemoryStream(input, Math.Min(2, input.Length), Math.Max(0, input.Length - 2)), Encodings[input.ElementAtOrDefault(1) % Encodings.Length],
                (mask & 64) != 0 ? 16 : DocumentReader.DefaultBlockSize);
            bool goesOn;
            do
            {
                goesOn = reader.ReadInto(split.Splitter);
                while (split.TryRead(out OcrPage? page))
                {
                    if (page.Quality is < 0 or > 1 || page.WordCount < 0 || page.Kind.ToString().Length == 0)
                        throw new InvalidOperationException($"The page is not measured: {page}");
                }
            }
            while (goesOn);
            return split.Warnings().All(warning => warning.Length > 0);
        }
        catch (PageTooLongException)
        {
            return false;
        }
    }
}
