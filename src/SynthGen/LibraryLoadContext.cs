using System.Reflection;
using System.Runtime.Loader;

namespace SynthGen;

/// <summary>
/// Loads the libraries in the module's lib folder, with their packages, isolated from the rest of the process. A library
/// is loaded when one of its ports is first needed.
/// </summary>
internal sealed class LibraryLoadContext : AssemblyLoadContext
{
    private static readonly LibraryLoadContext Context = new();

    private static readonly string CoreName = typeof(OcrPage).Assembly.GetName().Name!;

    private readonly Library[] _libraries = [new("SynthGen.Adapters"), new("SynthGen.Llama"), new("SynthGen.Onnx")];

    private LibraryLoadContext()
        : base("SynthGen")
    {
    }

    /// <summary>Creates the adapter that implements a port of SynthGen.Core.</summary>
    /// <exception cref="InvalidOperationException">No library implements the port.</exception>
    public static TPort Create<TPort>()
        where TPort : class
    {
        Type? adapter = Context._libraries.SelectMany(Context.TypesOf).FirstOrDefault(type => type.IsClass && !type.IsAbstract && typeof(TPort).IsAssignableFrom(type));
        return adapter is null ? throw new InvalidOperationException($"No library in lib implements {typeof(TPort).Name}.") : (TPort)Activator.CreateInstance(adapter)!;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // Core is shared with the cmdlets: a second copy would have different types of the same names.
        if (assemblyName.Name == CoreName)
            return null;

        // The resolvers know all packages; anything else is the framework's, from the default context.
        string? path = _libraries.Select(library => library.Resolver.ResolveAssemblyToPath(assemblyName)).FirstOrDefault(found => found is not null);
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string? path = _libraries.Select(library => library.Resolver.ResolveUnmanagedDllToPath(unmanagedDllName)).FirstOrDefault(found => found is not null);
        return path is null ? 0 : LoadUnmanagedDllFromPath(path);
    }

    private Type[] TypesOf(Library library) => LoadFromAssemblyPath(library.Path).GetExportedTypes();

    private sealed class Library(string name)
    {
        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(typeof(LibraryLoadContext).Assembly.Location)!, "lib", name + ".dll");

        public AssemblyDependencyResolver Resolver => field ??= new AssemblyDependencyResolver(Path);
    }
}
