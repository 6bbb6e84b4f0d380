using System.Text;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats.Axolotl;

/// <summary>The part of an Axolotl configuration that loads a dataset.</summary>
internal sealed class AxolotlConfig : ILoaderFile
{
    // The configuration of train.jsonl is train.axolotl.yaml.
    /// <inheritdoc/>
    public string PathFor(string dataset) => DatasetName.Beside(dataset, ".axolotl.yaml");

    // An existing file stays, because the user may have extended it.
    /// <inheritdoc/>
    public byte[]? Content(string dataset, byte[]? earlier, bool hasSystem) => earlier is not null ? null : Encoding.UTF8.GetBytes(
        $"""
        datasets:
          - path: {YamlScalar.Quoted(Path.GetFileName(dataset))}
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
