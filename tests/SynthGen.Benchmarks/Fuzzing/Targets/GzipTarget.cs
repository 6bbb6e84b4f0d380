using System.IO.Compression;
using SynthGen.Datasets;
using SynthGen.Datasets.Formats;
using SynthGen.Files;

namespace SynthGen.Benchmarks.Fuzzing.Targets;

/// <summary>Compressed datasets.</summary>
internal sealed class GzipTarget : FuzzTarget
{
    public override string Name => "gzip";

    public override IReadOnlyList<byte[]> Samples { get; } =
    [
        Compress(Fuzzing.Samples.Write(DatasetFormats.Canonical, Fuzzing.Samples.Rows)),
        [.. Compress("\n"u8.ToArray()), .. Compress(Fuzzing.Samples.Write(DatasetFormats.Canonical, Fuzzing.Samples.Rows))],
        Compress(new byte[300_000]),
    ];

    public override IReadOnlyList<byte[]> Pieces => [[0x1F, 0x8B, 8, 0], [0xFF, 0xFF], [0, 0, 0xFF, 0xFF], Samples[0]];

    public override bool Run(byte[] input)
    {
        try
        {
            using GzipReader reader = new(new MemoryStream(input));
            return new DatasetReader(reader).Read().Count() > 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static byte[] Compress(byte[] content)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Optimal))
            gzip.Write(content);
        return compressed.ToArray();
    }
}
