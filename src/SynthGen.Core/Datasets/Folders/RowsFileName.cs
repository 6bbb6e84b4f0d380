using System.Globalization;
using System.Text.RegularExpressions;

namespace SynthGen.Datasets.Folders;

/// <summary>
/// The name of a file of rows in a folder, as the Hugging Face Hub has them: train.jsonl, or train-00000-of-00012.jsonl for the
/// first of a side's shards. The one rule for writing and reading it.
/// </summary>
/// <param name="Set">The word of the side: train, validation, valid, val, dev or test.</param>
/// <param name="Shard">Number, from 0, and count of the shards; null if the side is one file.</param>
/// <param name="Extension">.jsonl, .json, both also with .gz, or .parquet.</param>
internal sealed partial record RowsFileName(string Set, (int Index, int Count)? Shard, string Extension)
{
    /// <summary>The most shards of a side: the Hub's names have five digits.</summary>
    public const int MostShards = 99_999;

    /// <summary>The side.</summary>
    public DatasetSplit Split => Set switch
    {
        "train" => DatasetSplit.Train,
        "test" => DatasetSplit.Test,
        _ => DatasetSplit.Validation,
    };

    /// <summary>Reads the name of a file; null if it is not one of rows.</summary>
    public static RowsFileName? Parse(string path)
    {
        Match match = Pattern().Match(Path.GetFileName(path));
        return match.Success ? new RowsFileName(match.Groups["set"].Value, Number("index") is { } index && Number("count") is { } count ? (index, count) : null, match.Groups["end"].Value) : null;

        int? Number(string group) => int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Shard is var (index, count) ? string.Create(CultureInfo.InvariantCulture, $"{Set}-{index:d5}-of-{count:d5}{Extension}") : Set + Extension;

    /// <summary>The pattern that all files of the set match, and no companion of them.</summary>
    public string ToPattern() => Shard is var (_, count) ? string.Create(CultureInfo.InvariantCulture, $"{Set}-*-of-{count:d5}{Extension}") : ToString();

    [GeneratedRegex(@"\A(?<set>train|validation|valid|val|dev|test)(?:-(?<index>\d+)-of-(?<count>\d+))?(?<end>\.(?:jsonl|json|jsonl\.gz|json\.gz|parquet))\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
