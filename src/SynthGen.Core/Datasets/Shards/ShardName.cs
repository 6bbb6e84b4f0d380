using System.Globalization;
using System.Text.RegularExpressions;

namespace SynthGen.Datasets.Shards;

/// <summary>The names of a dataset's shards, as the Hugging Face Hub has them: part-00017-of-00064.jsonl.</summary>
public static partial class ShardName
{
    /// <summary>Returns the name of a shard: part-00017-of-00064.jsonl for part.jsonl.</summary>
    /// <param name="path">The path without the shard, or that of the shard itself.</param>
    /// <param name="index">The number of the shard, from 0.</param>
    /// <param name="count">The number of all shards.</param>
    /// <exception cref="FormatException">The path is that of another shard.</exception>
    public static string Of(string path, int index, int count)
    {
        string name = Path.GetFileName(path);
        if (Parse(name) is { } named)
            return named == (index, count) ? path : throw new FormatException($"'{name}' is the name of shard {named.Index} of {named.Count}, and this is shard {index} of {count}");
        string stem = DatasetName.Stem(name);
        return Path.Combine(Path.GetDirectoryName(path) ?? "", string.Create(CultureInfo.InvariantCulture, $"{stem}-{index:d5}-of-{count:d5}{name[stem.Length..]}"));
    }

    /// <summary>Returns the place of the shard that a file's name tells; null if it tells none.</summary>
    public static (int Index, int Count)? Parse(string path)
    {
        Match match = Parts().Match(Path.GetFileName(path));
        return match.Success && int.TryParse(match.Groups[1].ValueSpan, out int index) && int.TryParse(match.Groups[2].ValueSpan, out int count) ? (index, count) : null;
    }

    [GeneratedRegex(@"-(\d{5,})-of-(\d{5,})\.[^.]+(?:\.gz)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
