namespace SynthGen.Documents;

/// <summary>
/// Names the documents that a command reads. A file below the current location has its path from there. Another has its name,
/// with as many folders before it as tell it from the other files. Names have forward slashes, and neither a drive nor a home
/// folder. Not thread-safe.
/// </summary>
public sealed class SourceNames
{
    private readonly string _location;
    private readonly string[] _home;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Begins without documents.</summary>
    /// <param name="location">The full path of the current location.</param>
    public SourceNames(string location)
        : this(location, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile))
    {
    }

    internal SourceNames(string location, string home) => (_location, _home) = (location, Parts(home));

    /// <summary>Names files that are all known before the first is read: those of one name get the same number of folders.</summary>
    /// <param name="paths">The full paths.</param>
    public void Add(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        List<string> elsewhere = [];
        foreach (string path in paths.Select(Normalize).Where(path => !_names.ContainsKey(path)).Distinct(StringComparer.Ordinal))
        {
            if (Below(path) is { } name)
                Take(path, name);
            else
                elsewhere.Add(path);
        }

        foreach (IGrouping<string, string[]> alike in elsewhere.GroupBy(path => Parts(path).LastOrDefault() ?? path, path => (string[])[path, .. Folders(path)]))
            TakeAll(alike.Key, [.. alike]);
    }

    /// <summary>Returns the name of a file, which stays the same for this command.</summary>
    /// <param name="path">The full path.</param>
    public string Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        path = Normalize(path);
        if (!_names.ContainsKey(path))
            Add([path]);
        return _names[path];
    }

    private static string Normalize(string path) => Path.IsPathFullyQualified(path) ? Path.GetFullPath(path) : path;

    // Each file is its path and the folders that may stand before its name.
    private void TakeAll(string name, string[][] files)
    {
        int most = files.Max(file => file.Length - 1), folders = 0;
        while (folders < most && !AreFree([.. files.Select(file => Name(file, folders))]))
            folders++;
        foreach (string[] file in files)
            Take(file[0], Name(file, folders));

        string Name(string[] file, int folders) => string.Join('/', [.. file[1..].TakeLast(folders), name]);
    }

    private bool AreFree(string[] names) => names.Distinct(StringComparer.Ordinal).Count() == names.Length && !names.Any(_taken.Contains);

    // Paths that differ only by drive or home folder are told apart by a number.
    private void Take(string path, string name)
    {
        string free = name;
        for (int number = 2; !_taken.Add(free); number++)
            free = $"{name} ({number})";
        _names.Add(path, free);
    }

    // From a location above the home folders, the path would name one.
    private string? Below(string path)
    {
        if (!Path.IsPathFullyQualified(path) || HomeLength(Parts(path)) > HomeLength(Parts(_location)))
            return null;
        string relative = Path.GetRelativePath(_location, path);
        bool isBelow = !Path.IsPathRooted(relative) && relative != "." && relative.Split(Path.DirectorySeparatorChar)[0] != "..";
        return isBelow ? relative.Replace(Path.DirectorySeparatorChar, '/') : null;
    }

    private string[] Folders(string path) => Parts(path) is { Length: > 0 } parts ? parts[Math.Min(HomeLength(parts), parts.Length - 1)..^1] : [];

    // The number of parts that lead into a home folder: this user's, or one beside it.
    private int HomeLength(string[] parts) =>
        _home.Length > 0 && parts.AsSpan().StartsWith(_home.AsSpan(0, _home.Length == 1 ? 1 : _home.Length - 1)) ? Math.Min(_home.Length, parts.Length) : 0;

    // A path may be of another system, where lines come from a remote session.
    private static string[] Parts(string path)
    {
        bool isShare = path.StartsWith(@"\\", StringComparison.Ordinal);
        bool hasDrive = path is [_, ':', '\\' or '/', ..] && char.IsAsciiLetter(path[0]);
        string[] parts = path.Split(
            isShare || hasDrive || Path.DirectorySeparatorChar == '\\' ? ['\\', '/'] : ['/'], StringSplitOptions.RemoveEmptyEntries);
        return parts[Math.Min(isShare ? 2 : hasDrive ? 1 : 0, Math.Max(0, parts.Length - 1))..];
    }
}
