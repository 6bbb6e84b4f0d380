using System.Buffers.Binary;

namespace SynthGen.Retrieval.Semantics;

/// <summary>
/// Serializes a <see cref="LatentSemanticModel"/>, little-endian: version, features, dimensions; then hash, weight and
/// vector of each feature.
/// </summary>
internal static class LatentSemanticFile
{
    private const int Version = 1, HeaderLength = 12;

    /// <summary>Writes a model.</summary>
    public static byte[] Write(LatentSemanticModel model)
    {
        Vocabulary features = model.Features;
        byte[] bytes = new byte[HeaderLength + features.Count * FeatureLength(model.Dimensions)];
        Span<byte> rest = bytes;
        BinaryPrimitives.WriteInt32LittleEndian(rest, Version);
        BinaryPrimitives.WriteInt32LittleEndian(rest[4..], features.Count);
        BinaryPrimitives.WriteInt32LittleEndian(rest[8..], model.Dimensions);
        rest = rest[HeaderLength..];
        for (int i = 0; i < features.Count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(rest, features.Features[i]);
            BinaryPrimitives.WriteSingleLittleEndian(rest[8..], features.Weights[i]);
            rest = rest[12..];
            foreach (float value in model.Place(i))
            {
                BinaryPrimitives.WriteHalfLittleEndian(rest, (Half)value);
                rest = rest[2..];
            }
        }

        return bytes;
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a model.</exception>
    public static LatentSemanticModel Read(ReadOnlySpan<byte> bytes)
    {
        int count = 0, dimensions = 0;
        if (bytes.Length >= HeaderLength && BinaryPrimitives.ReadInt32LittleEndian(bytes) == Version)
            (count, dimensions) = (BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]));
        if (dimensions < 1 || count < 0 || bytes.Length != HeaderLength + count * FeatureLength(dimensions))
            throw new InvalidDataException("The model of the index's vectors is damaged, or of another version.");

        bytes = bytes[HeaderLength..];
        ulong[] features = new ulong[count];
        float[] weights = new float[count];
        DenseMatrix projection = new(count, dimensions);
        for (int i = 0; i < count; i++)
        {
            features[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            weights[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[8..]);
            bytes = bytes[12..];
            Span<float> place = projection.Row(i);
            for (int j = 0; j < dimensions; j++)
                place[j] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * j)..]);
            bytes = bytes[(2 * dimensions)..];
        }

        if (new HashSet<ulong>(features).Count != count)
            throw new InvalidDataException("The model of the index's vectors is damaged: it knows a feature twice.");

        return new LatentSemanticModel(new Vocabulary(features, weights), projection);
    }

    private static long FeatureLength(long dimensions) => 12 + 2 * dimensions;
}
