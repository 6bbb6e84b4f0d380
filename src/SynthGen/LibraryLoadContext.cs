using System.Reflection;
using System.Runtime.Loader;

namespace SynthGen;

/// <summary>
/// Loads what stands in the module's lib folder, with packages of its own versions, apart from all else in the process.
/// </summary>
internal sealed class LibraryLoadContext : AssemblyLoadContext
{
    private static readonly Lazy<LibraryLoadContext> Instance = new(() => new LibraryLoadContext());
    private static readonly string CoreName = typeof(OcrPage).Assembly.GetName().Name!;

    private readonly AssemblyDependencyResolver _resolver;
    private readonly Assembly _adapters;

    private LibraryLoadContext()
        : base("SynthGen")
    {
        string folder = Path.Combine(Path.GetDirectoryName(typeof(LibraryLoadContext).Assembly.Location)!, "lib");
        string adapters = Path.Combine(folder, "SynthGen.Adapters.dll");
        _resolver = new AssemblyDependencyResolver(adapters);
        _adapters = LoadFromAssemblyPath(adapters);
    }

    /// <summary>Creates the adapter that implements a port of SynthGen.Core; the library is loaded by the first call.</summary>
    /// <exception cref="InvalidOperationException">No adapter implements the port.</exception>
    public static TPort Create<TPort>()
        where TPort : class
    {
        Type adapter = Instance.Value._adapters.GetExportedTypes()
            .FirstOrDefault(type => type.IsClass && !type.IsAbstract && typeof(TPort).IsAssignableFrom(type))
            ?? throw new InvalidOperationException($"No adapter in lib implements {typeof(TPort).Name}.");
        return (TPort)Activator.CreateInstance(adapter)!;
    }

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
