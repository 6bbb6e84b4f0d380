using System.Text;
using System.Text.RegularExpressions;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats.Axolotl;

/// <summary>The part of an Axolotl configuration that loads a dataset, which may have several files.</summary>
internal sealed partial class AxolotlConfig : ILoaderFile
{
    // The configuration of train.jsonl is train.axolotl.yaml.
    /// <inheritdoc/>
    public string PathFor(string dataset) => DatasetName.Beside(dataset, ".axolotl.yaml");

    // The user may have extended an existing file, which then stays.
    /// <inheritdoc/>
    public byte[]? Content(LoadedSet set, byte[]? earlier) =>
        set.Files.Count > 0 && (earlier is null || IsOfOtherFiles(Encoding.UTF8.GetString(earlier), set)) ? Encoding.UTF8.GetBytes(Text(set)) : null;

    // As an export wrote it, for files that the set does not have.
    private static bool IsOfOtherFiles(string earlier, LoadedSet set)
    {
        string[] files = [.. FileName().Matches(earlier).Select(match => match.Groups[1].Value)];
        return earlier == Text(new LoadedSet(set.Path, files)) && earlier != Text(set);
    }

    private static string Text(LoadedSet set) => "datasets:\n" + string.Concat(set.Files.Select(file =>
        $"""
          - path: {YamlScalar.Quoted(Path.GetFileName(file))}
            ds_type: {(DatasetName.IsParquet(file) ? "parquet" : "json")}
            type: chat_template
            field_messages: messages
            field_tools: tools
            message_property_mappings:
              role: role
              content: content
            roles_to_train: ["assistant"]
            train_on_eos: turn

        """.ReplaceLineEndings("\n")));

    [GeneratedRegex("""^  - path: "([^"\\\\]+)"$""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex FileName();
}
