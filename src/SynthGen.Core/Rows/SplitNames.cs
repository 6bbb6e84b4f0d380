using System.Text.Json;

namespace SynthGen.Rows;

/// <summary>The names of the parts of a split, in rows and as files.</summary>
internal static class SplitNames
{
    private static readonly JsonEncodedText Train = JsonEncodedText.Encode("train"), Validation = JsonEncodedText.Encode("validation"), Test = JsonEncodedText.Encode("test");

    /// <summary>Returns the name: train, validation or test.</summary>
    public static JsonEncodedText Of(DatasetSplit split) => split switch
    {
        DatasetSplit.Train => Train,
        DatasetSplit.Validation => Validation,
        DatasetSplit.Test => Test,
        _ => throw new ArgumentException($"There is no split {split}."),
    };

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">The value is not such a name.</exception>
    public static DatasetSplit Read(ref Utf8JsonReader reader)
    {
        Utf8JsonReaderChecks.Expect(ref reader, JsonTokenType.String, "'split'");
        if (reader.ValueTextEquals(Train.EncodedUtf8Bytes))
            return DatasetSplit.Train;
        if (reader.ValueTextEquals(Validation.EncodedUtf8Bytes))
            return DatasetSplit.Validation;
        return reader.ValueTextEquals(Test.EncodedUtf8Bytes) ? DatasetSplit.Test : throw new FormatException("'split' must be train, validation or test");
    }
}
