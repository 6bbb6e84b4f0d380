namespace SynthGen.Documents.Sources;

/// <summary>The format that a user says a document has: one of <see cref="DocumentSources"/>, text, or that which is recognised.</summary>
public sealed class InputFormat
{
    private readonly DocumentSource? _source;

    private InputFormat(string name, string description, DocumentSource? source = null)
    {
        Name = name;
        Description = description;
        _source = source;
    }

    /// <summary>The content of each document decides.</summary>
    public static InputFormat Auto { get; } = new("Auto", "The format that each document's content shows");

    /// <summary>Text with page marks, whatever the content looks like.</summary>
    public static InputFormat Text { get; } = new("Text", "Text with page marks, whatever it looks like");

    /// <summary>All formats.</summary>
    public static IReadOnlyList<InputFormat> All { get; } = [Auto, Text, .. DocumentSources.All.Select(source => new InputFormat(source.Name, source.Title, source))];

    /// <summary>The name, as users write it.</summary>
    public string Name { get; }

    /// <summary>The documents in this format.</summary>
    public string Description { get; }

    /// <summary>Returns the format with a name, ignoring case; an unambiguous beginning of the name is sufficient.</summary>
    /// <exception cref="FormatException">No format has that name, or several begin with it.</exception>
    public static InputFormat Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        InputFormat[] found = [.. All.Where(format => format.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase))];
        return found.FirstOrDefault(format => format.Name.Length == name.Length) ?? found.Length switch
        {
            1 => found[0],
            0 => throw new FormatException($"The formats are {string.Join(", ", All)}."),
            _ => throw new FormatException($"Several formats begin so: {string.Join(", ", found.AsEnumerable())}."),
        };
    }

    /// <summary>Returns the source that reads a document; null for text.</summary>
    /// <exception cref="SourceException">The content is recognised as something that cannot be read.</exception>
    public DocumentSource? Choose(SourceBeginning beginning)
    {
        if (this != Auto)
            return _source;
        if (DocumentSources.Recognize(beginning) is { } source)
            return source;
        return ForeignDocument.Describe(beginning) is { } error ? throw error : null;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
