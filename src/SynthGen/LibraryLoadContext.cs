using System.Reflection;
using System.Runtime.Loader;

namespace SynthGen;

/// <summary>
/// Loads what stands in the module's lib folder, with packages of its own versions, apart from all else in the process.
/// </summary>
internal sealed class LibraryLoadContext : AssemblyLoadContext
{
    private static readonly Lazy<LibraryLoadContext> Adapters = new(() => new LibraryLoadContext("SynthGen", "", "SynthGen.Adapters"));

    // Built only where its packages were to be had, and in a context of its own: its packages have other versions.
    private static readonly Lazy<LibraryLoadContext?> Llama = new(
        () => File.Exists(PathOf("Llama", "SynthGen.Llama")) ? new LibraryLoadContext("SynthGen Llama", "Llama", "SynthGen.Llama") : null);

    private static readonly string CoreName = typeof(OcrPage).Assembly.GetName().Name!;

    private readonly AssemblyDependencyResolver _resolver;
    private readonly Assembly _library;

    private LibraryLoadContext(string name, string folder, string library)
        : base(name)
    {
        string path = PathOf(folder, library);
        _resolver = new AssemblyDependencyResolver(path);
        _library = LoadFromAssemblyPath(path);
    }

    /// <summary>Creates the adapter that implements a port of SynthGen.Core; the library is loaded by the first call.</summary>
    /// <exception cref="InvalidOperationException">No adapter implements the port.</exception>
    public static TPort Create<TPort>()
        where TPort : class =>
        TryCreate<TPort>() ?? throw new InvalidOperationException($"No adapter in lib implements {typeof(TPort).Name}.");

    /// <summary>Creates the adapter that implements a port, or null if the module was built without it.</summary>
    public static TPort? TryCreate<TPort>()
        where TPort : class =>
        Adapters.Value.Find<TPort>() ?? Llama.Value?.Find<TPort>();

    private TPort? Find<TPort>()
        where TPort : class =>
        _library.GetExportedTypes().FirstOrDefault(type => type.IsClass && !type.IsAbstract && typeof(TPort).IsAssignableFrom(type)) is { } adapter
            ? (TPort)Activator.CreateInstance(adapter)!
            : null;

    private static string PathOf(string folder, string library) =>
        Path.Combine(Path.GetDirectoryName(typeof(LibraryLoadContext).Assembly.Location)!, "lib", folder, library + ".dll");

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // Core is shared with the cmdlets: a second copy would make other types of the same names.
        if (assemblyName.Name == CoreName)
            return null;

        // What the resolver does not know is the framework's, and the default context's to give.
        string? path = _resolver.ResolveAssemblyToPath(assemblyName);
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string? path = _resolver.ResolveUnmanagedDllToPath(unmanagedDllName);
        return path is null ? 0 : LoadUnmanagedDllFromPath(path);
    }
}
