using SynthGen.Adapters.Tables;
using SynthGen.Datasets;
using SynthGen.Datasets.Formats;

namespace SynthGen.Benchmarks.Fuzzing.Targets;

/// <summary>Datasets in Parquet.</summary>
internal sealed class ParquetTarget : FuzzTarget
{
    public override string Name => "parquet";

    public override IReadOnlyList<byte[]> Samples { get; } = [.. DatasetFormats.All.Select(ToParquet)];

    public override IReadOnlyList<byte[]> Pieces => [[0x15, 0x00], [0xFE, 0xFF, 0xFF, 0xFF, 0x0F], "PAR1"u8.ToArray(), [0x03], [0xFF, 0xFF, 0xFF, 0xFF, 0x07]];

    public override bool KeepsLength => true;

    public override bool Run(byte[] input)
    {
        try
        {
            using Stream lines = new ParquetCodec().OpenRead(new MemoryStream(input));
            bool isValid = true;
            foreach (DatasetLine line in new DatasetReader(lines).Read())
                isValid &= line.Problem is null;
            return isValid;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static byte[] ToParquet(DatasetFormat format)
    {
        using MemoryStream file = new();
        using (Stream lines = new ParquetCodec().OpenWrite(file, format.Columns))
            lines.Write(Fuzzing.Samples.Write(format, [Fuzzing.Samples.Rows[0], Fuzzing.Samples.Rows[0]]));
        return file.ToArray();
    }
}
