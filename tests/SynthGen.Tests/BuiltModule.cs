using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace SynthGen.Tests;

/// <summary>Parts of the built module that no command shows.</summary>
internal static class BuiltModule
{
    /// <summary>The folder of the isolated libraries.</summary>
    public static string LibraryPath { get; } = Path.Combine(Path.GetDirectoryName(ModuleSession.ModulePath)!, "lib");

    /// <summary>Creates the adapter of a port, as the cmdlets do.</summary>
    public static TPort CreateAdapter<TPort>()
        where TPort : class => LibraryLoadContext.Create<TPort>();

    // The module's own assembly, which PowerShell loads from the same place.
    [ModuleInitializer]
    internal static void Resolve() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name == "SynthGen" ? context.LoadFromAssemblyPath(Path.Combine(Path.GetDirectoryName(ModuleSession.ModulePath)!, "SynthGen.dll")) : null;
}
