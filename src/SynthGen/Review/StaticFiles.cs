using System.Reflection;

namespace SynthGen.Review;

/// <summary>The files of the page, which are part of the assembly.</summary>
internal static class StaticFiles
{
    private const string Prefix = "Page/";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    private static readonly Lazy<Dictionary<string, Answer>> Files = new(Load);

    /// <summary>Returns the file of a path; null if there is none.</summary>
    public static Answer? Find(string path) => Files.Value.GetValueOrDefault(path == "/" ? "/index.html" : path);

    private static Dictionary<string, Answer> Load()
    {
        Assembly assembly = typeof(StaticFiles).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && Types.ContainsKey(Path.GetExtension(name)))
            .ToDictionary(name => "/" + name[Prefix.Length..], name => Read(assembly, name));
    }

    private static Answer Read(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        using MemoryStream content = new();
        stream.CopyTo(content);
        return new Answer(200, Types[Path.GetExtension(name)], content.ToArray());
    }
}
