using System.Text.Json;
using SynthGen.Datasets.Formats.Alpaca;
using SynthGen.Datasets.Formats.Axolotl;
using SynthGen.Datasets.Formats.Beir;
using SynthGen.Datasets.Formats.Canonical;
using SynthGen.Datasets.Formats.Gemini;
using SynthGen.Datasets.Formats.Hermes;
using SynthGen.Datasets.Formats.Kto;
using SynthGen.Datasets.Formats.LlamaFactory;
using SynthGen.Datasets.Formats.Mistral;
using SynthGen.Datasets.Formats.OpenAI;
using SynthGen.Datasets.Formats.Trl;
using SynthGen.Datasets.Formats.TrlPreference;
using SynthGen.Datasets.Formats.Xlam;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats;

/// <summary>All formats. A new one is a folder beside this file and a line here.</summary>
public static class DatasetFormats
{
    /// <summary>The formats whose lines are rows, and come back as the rows that they were, in the order of display.</summary>
    public static IReadOnlyList<DatasetFormat> All { get; } =
    [
        new CanonicalFormat(),
        new OpenAIFormat(),
        new TrlFormat(),
        new MistralFormat(),
        new HermesFormat(),
        new XlamFormat(),
        new GeminiFormat(),
        new LlamaFactoryFormat(),
        new AxolotlFormat(),
        new AlpacaFormat(),
    ];

    /// <summary>All formats that rows are exported to: also pairs that are made of rows, and a folder for retrievers.</summary>
    public static IReadOnlyList<DatasetFormat> Exports { get; } = [.. All, new TrlPreferenceFormat(), new KtoFormat(), new BeirFormat()];

    /// <summary>SynthGen's own format, which holds everything in a row.</summary>
    public static DatasetFormat Canonical => All[0];

    /// <summary>Finds the format with a name, ignoring case.</summary>
    /// <returns>The format; null if there is none.</returns>
    public static DatasetFormat? Find(string name) => Exports.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Recognizes a line's format by its keys.</summary>
    /// <returns>The format; null if the line is not JSON, or not an object of any format.</returns>
    internal static DatasetFormat? Recognize(ReadOnlyMemory<byte> line) => Recognize(line, out _);

    /// <summary>Recognizes a line's format by its keys.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isCertain">Whether the line could not be another format's; chats without calls could.</param>
    /// <returns>The format; null if the line is not JSON, or not an object of any format.</returns>
    internal static DatasetFormat? Recognize(ReadOnlyMemory<byte> line, out bool isCertain)
    {
        isCertain = false;
        // Without an exception for what is plainly no object: a file can have millions of such lines.
        if (!line.Span.TrimStart(" \t"u8).StartsWith("{"u8))
            return null;

        try
        {
            using JsonDocument document = JsonDocument.Parse(line, JsonLine.Options);
            DatasetFormat? found = document.RootElement.ValueKind == JsonValueKind.Object ? Exports.FirstOrDefault(format => format.Recognizes(document.RootElement)) : null;
            isCertain = found?.Tells(document.RootElement) == true;
            return found;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
