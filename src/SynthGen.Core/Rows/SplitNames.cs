using System.Text.Json;

namespace SynthGen.Rows;

/// <summary>What a side is called in a row's line, and as a file.</summary>
internal static class SplitNames
{
    private static readonly JsonEncodedText Train = JsonEncodedText.Encode("train"), Validation = JsonEncodedText.Encode("validation"), Test = JsonEncodedText.Encode("test");

    /// <summary>The name: train, validation or test.</summary>
    public static JsonEncodedText Of(DatasetSplit split) => split switch
    {
        DatasetSplit.Train => Train,
        DatasetSplit.Validation => Validation,
        DatasetSplit.Test => Test,
        _ => throw new ArgumentException($"There is no split {split}."),
    };

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">It is none.</exception>
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
