using System.Text.Json;
using SynthGen.Datasets.Formats;
using SynthGen.Datasets.Validation;
using SynthGen.Rows;

namespace SynthGen.Datasets;

/// <summary>
/// How a dataset's rows are written down: one JSON object a line. Each format is a folder of Formats, whose class derived
/// from this one declares all that belongs to it, and a line of <see cref="DatasetFormats"/>.
/// </summary>
public abstract class DatasetFormat
{
    private protected DatasetFormat(string name, string description)
    {
        Name = name;
        Description = description;
    }

    /// <summary>The names of all formats, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> Names => [.. DatasetFormats.All.Select(format => format.Name)];

    /// <summary>The format's name, as users write it.</summary>
    public string Name { get; }

    /// <summary>The rows in one sentence.</summary>
    public string Description { get; }

    /// <summary>Whether a row can have a system message.</summary>
    public virtual bool HasSystemMessage => true;

    /// <summary>The members of <see cref="DatasetOptions"/> that mean nothing to the format.</summary>
    public virtual IReadOnlyList<string> UnusedOptions => [];

    /// <summary>The columns of a Parquet file: the keys of the lines.</summary>
    internal abstract IReadOnlyList<Column> Columns { get; }

    /// <summary>The file beside the dataset that tells a trainer how to load it; null if there is none.</summary>
    internal virtual ILoaderFile? LoaderFile => null;

    /// <summary>The format with a name; upper and lower case are the same, and a beginning that only one name has will do.</summary>
    /// <exception cref="FormatException">No format has that name, or several begin so.</exception>
    public static DatasetFormat Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (DatasetFormats.Find(name) is { } format)
            return format;

        DatasetFormat[] found = [.. DatasetFormats.All.Where(format => format.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase))];
        return found.Length switch
        {
            1 => found[0],
            0 => throw new FormatException($"The formats are {string.Join(", ", Names)}."),
            _ => throw new FormatException($"Several formats begin so: {string.Join(", ", found.AsEnumerable())}."),
        };
    }

    /// <summary>The name.</summary>
    public sealed override string ToString() => Name;

    /// <summary>Whether a line is in this format, by its keys. Only one format says so of a line.</summary>
    internal abstract bool Recognizes(JsonElement line);

    /// <summary>Creates a writer.</summary>
    /// <param name="stream">Where the lines go; left open.</param>
    /// <param name="options">What the rows are to hold.</param>
    /// <param name="earlier">Opens the rows that those written are to follow; null if there are none.</param>
    internal abstract IDatasetWriter CreateWriter(Stream stream, DatasetOptions options, Func<Stream>? earlier);

    /// <summary>Creates a reader of lines.</summary>
    internal abstract IRowReader CreateReader();

    /// <summary>Creates the rules of a file.</summary>
    /// <param name="path">Where the file is, to look at what is beside it; null if it is not a file.</param>
    internal abstract FormatRules CreateRules(string? path);

    /// <summary>Whether a line has a key, and none of others that tell it to be in another format.</summary>
    private protected static bool Has(JsonElement line, string key, params ReadOnlySpan<string> unless)
    {
        foreach (string other in unless)
        {
            if (line.TryGetProperty(other, out _))
                return false;
        }

        return line.TryGetProperty(key, out _);
    }
}
