using System.Text;
using SynthGen.Json;
using SynthGen.Rows;

namespace SynthGen.Datasets.Folders;

/// <summary>The YAML head of a dataset card, as the Hugging Face Hub reads it ("Dataset cards" and "Data files configuration" in its documentation).</summary>
internal static class CardHead
{
    private static readonly (long Below, string Name)[] Sizes =
    [
        (1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"), (10_000_000, "1M<n<10M"),
        (100_000_000, "10M<n<100M"), (1_000_000_000, "100M<n<1B"), (long.MaxValue, "1B<n<10B"),
    ];

    /// <summary>Returns the Hub's size category for a number of rows.</summary>
    public static string SizeOf(long rows) => Sizes.First(size => rows < size.Below).Name;

    /// <summary>Writes the head, including its lines of dashes.</summary>
    public static void Write(StringBuilder text, CardData card)
    {
        DatasetCardOptions given = card.Options.Card!;
        text.Append("---\n");
        text.Append($"pretty_name: {YamlScalar.Of(card.Name)}\n");
        if (given.Language.Count > 0)
            List(text, "language", given.Language);
        if (given.License is { } license)
            text.Append($"license: {YamlScalar.Of(license)}\n");
        List(text, "size_categories", [SizeOf(card.Split.Rows)]);
        List(text, "task_categories", ["text-generation"]);
        List(text, "tags", ["tool-calling", "function-calling", "synthetic", "synthgen"]);
        text.Append("configs:\n- config_name: default\n  data_files:\n");
        foreach (SplitSide side in card.Split.Sides.Where(side => side.Rows > 0))
            text.Append($"  - split: {SplitNames.Of(side.Split)}\n    path: {YamlScalar.Of(card.Files[side.Split])}\n");
        text.Append("---\n");
    }

    private static void List(StringBuilder text, string key, IEnumerable<string> values)
    {
        text.Append($"{key}:\n");
        foreach (string value in values)
            text.Append($"- {YamlScalar.Of(value)}\n");
    }
}
