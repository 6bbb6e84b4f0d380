using System.Text.Json;
using System.Text.Json.Serialization;
using SynthGen.Json;

namespace SynthGen.Datasets;

/// <summary>The JSON of the files beside rows that say what the rows are: strict to read, the same bytes on every system.</summary>
internal static class DescriptionJson
{
    /// <summary>Returns the options to read and write such a file.</summary>
    /// <param name="converters">Converters for its own types.</param>
    public static JsonSerializerOptions Options(params ReadOnlySpan<JsonConverter> converters)
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Encoder = MinimalJsonEncoder.Instance,
            WriteIndented = true,
            NewLine = "\n",
            NumberHandling = JsonNumberHandling.Strict,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
        };
        foreach (JsonConverter converter in converters)
            options.Converters.Add(converter);
        return options;
    }
}
