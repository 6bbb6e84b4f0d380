namespace SynthGen.Documents.Sources.Json;

/// <summary>A format of JSON, recognised by its names, whatever their order.</summary>
/// <param name="name">Its name, as users choose it.</param>
/// <param name="title">Its name in a sentence.</param>
/// <param name="roots">The paths at which the document may stand; the empty one is the outermost object.</param>
internal abstract class JsonSource(string name, string title, params string[] roots) : PartedSource(name, title)
{
    private readonly string[] _roots = roots.Length == 0 ? [""] : roots;

    /// <inheritdoc/>
    public sealed override bool Recognizes(SourceBeginning beginning) => beginning.Json is { } keys && Fits(keys);

    /// <summary>Whether JSON with these names is in this format.</summary>
    public bool Fits(JsonKeys keys) => Array.Exists(_roots, root => Fits(path => keys.Has(At(root, path))));

    /// <summary>Returns a path below each root. The paths of one root stand together, in the order given.</summary>
    protected string[] Below(string[] paths) => [.. _roots.SelectMany(root => paths.Select(path => At(root, path)))];

    /// <summary>Whether JSON with these names, counted from one of the roots, is in this format.</summary>
    /// <param name="has">Says whether a name is there.</param>
    protected abstract bool Fits(Func<string, bool> has);

    private static string At(string root, string path) => root.Length == 0 ? path : $"{root}/{path}";
}
