using System.Text;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats;

/// <summary>The part of an Axolotl configuration that loads a dataset.</summary>
internal static class AxolotlConfig
{
    /// <summary>Where it is: train.jsonl has train.axolotl.yaml.</summary>
    public static string PathFor(string dataset) => DatasetName.Beside(dataset, ".axolotl.yaml");

    /// <summary>The YAML. Strings of JSON are strings of YAML.</summary>
    public static byte[] For(string dataset) => Encoding.UTF8.GetBytes(
        $"""
        datasets:
          - path: {JsonValue.ToJson(Path.GetFileName(dataset))}
            ds_type: {(DatasetName.IsParquet(dataset) ? "parquet" : "json")}
            type: chat_template
            field_messages: messages
            field_tools: tools
            message_property_mappings:
              role: role
              content: content
            roles_to_train: ["assistant"]
            train_on_eos: turn

        """.ReplaceLineEndings("\n"));
}
