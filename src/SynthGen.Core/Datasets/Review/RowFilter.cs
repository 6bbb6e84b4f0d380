using System.Text;

namespace SynthGen.Datasets.Review;

/// <summary>The rows that are asked for.</summary>
/// <param name="Values">The wanted values by facet; a row needs one of each facet's.</param>
/// <param name="Text">Words that a row must have, each as a part of a word; empty for all rows.</param>
public sealed record RowFilter(IReadOnlyDictionary<string, IReadOnlyList<string>> Values, string Text)
{
    /// <summary>The facet of the reviewer's decision.</summary>
    public const string Decision = "decision";

    /// <summary>The words of the text.</summary>
    internal string[] Words => Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A text that two filters share only if they ask for the same.</summary>
    internal string Key
    {
        get
        {
            StringBuilder key = new();
            foreach ((string facet, IReadOnlyList<string> values) in Values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                key.Append(facet).Append('\0').AppendJoin('\0', values).Append("\0\0");
            return key.Append(Text).ToString();
        }
    }
}
