using System.Reflection;

namespace SynthGen.Tests;

/// <summary>What of the built module no command shows.</summary>
internal static class BuiltModule
{
    /// <summary>The folder of what is loaded apart.</summary>
    public static string LibraryPath { get; } = Path.Combine(Path.GetDirectoryName(ModuleSession.ModulePath)!, "lib");

    /// <summary>Creates the adapter of a port, as the cmdlets do.</summary>
    public static TPort CreateAdapter<TPort>()
        where TPort : class
    {
        Assembly module = Assembly.LoadFrom(Path.Combine(Path.GetDirectoryName(ModuleSession.ModulePath)!, "SynthGen.dll"));
        MethodInfo create = module.GetType("SynthGen.LibraryLoadContext", throwOnError: true)!.GetMethod("Create")!;
        return (TPort)create.MakeGenericMethod(typeof(TPort)).Invoke(null, null)!;
    }
}
