namespace SynthGen.Documents.Sources.Json;

/// <summary>Names the documents of a file that holds several. No name comes twice.</summary>
internal sealed class DocumentNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Returns the name of the next document.</summary>
    /// <param name="path">The path of the file that was read, or another name; null if unknown. Folders are those of another machine, and left out.</param>
    public string Next(string? path)
    {
        _count++;
        string file = path is null ? "" : path[(path.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        string name = file.Length > 0 ? file : $"{_count}";
        for (int again = 2; !_taken.Add(name); again++)
            name = $"{(file.Length > 0 ? file : _count)} ({again})";
        return name;
    }
}
