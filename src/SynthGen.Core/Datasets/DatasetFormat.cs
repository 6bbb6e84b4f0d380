using System.Text.Json;
using SynthGen.Datasets.Formats;
using SynthGen.Datasets.Validation;
using SynthGen.Rows;

namespace SynthGen.Datasets;

/// <summary>
/// The format of a dataset's rows: one JSON object a line. Each format is a folder of Formats with a class derived from this
/// one, which declares all its parts, and a line of <see cref="DatasetFormats"/>.
/// </summary>
public abstract class DatasetFormat
{
    private protected DatasetFormat(string name, string description)
    {
        Name = name;
        Description = description;
    }

    /// <summary>The names of all formats that rows are exported to, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> Names => [.. DatasetFormats.Exports.Select(format => format.Name)];

    /// <summary>The format's name, as users write it.</summary>
    public string Name { get; }

    /// <summary>A description of the rows in one sentence.</summary>
    public string Description { get; }

    /// <summary>Whether the format is a folder of its own, and not a file of rows.</summary>
    public virtual bool IsFolder => false;

    /// <summary>How many lines a row has in the format.</summary>
    public virtual int LinesPerRow => 1;

    /// <summary>Whether a row can have a system message.</summary>
    public virtual bool HasSystemMessage => true;

    /// <summary>The members of <see cref="DatasetOptions"/> that the format does not use.</summary>
    public virtual IReadOnlyList<string> UnusedOptions => [];

    /// <summary>The columns of a Parquet file: the keys of the lines.</summary>
    internal abstract IReadOnlyList<Column> Columns { get; }

    /// <summary>The file beside the dataset from which a trainer loads it; null if there is none.</summary>
    internal virtual ILoaderFile? LoaderFile => null;

    /// <summary>Returns the format with a name, ignoring case; an unambiguous beginning of the name is sufficient.</summary>
    /// <exception cref="FormatException">No format has that name, or several begin with it.</exception>
    public static DatasetFormat Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (DatasetFormats.Find(name) is { } format)
            return format;

        DatasetFormat[] found = [.. DatasetFormats.Exports.Where(format => format.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase))];
        return found.Length switch
        {
            1 => found[0],
            0 => throw new FormatException($"The formats are {string.Join(", ", DatasetFormats.Exports)}."),
            _ => throw new FormatException($"Several formats begin so: {string.Join(", ", found.AsEnumerable())}."),
        };
    }

    /// <summary>The name.</summary>
    public sealed override string ToString() => Name;

    /// <summary>Whether a line is in this format, judged by its keys. At most one format recognizes a line.</summary>
    internal abstract bool Recognizes(JsonElement line);

    /// <summary>Whether a line that the format recognizes could not be another format's.</summary>
    internal virtual bool Tells(JsonElement line) => true;

    /// <summary>Whether the two formats have lines that do not tell them apart.</summary>
    internal virtual bool IsLike(DatasetFormat other) => other == this;

    /// <summary>Creates a writer.</summary>
    /// <param name="stream">The target of the lines; left open.</param>
    /// <param name="options">The content of the rows.</param>
    /// <param name="earlier">Opens the rows that the new ones follow; null if there are none.</param>
    internal abstract IDatasetWriter CreateWriter(Stream stream, DatasetOptions options, Func<Stream>? earlier);

    /// <summary>Creates a reader of lines.</summary>
    internal abstract IRowReader CreateReader();

    /// <summary>Creates the rules of a file.</summary>
    /// <param name="path">The file's path, for checking its companions; null if it is not a file.</param>
    internal abstract FormatRules CreateRules(string? path);

    /// <summary>Whether a line has a key, and lacks the keys of other formats.</summary>
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
