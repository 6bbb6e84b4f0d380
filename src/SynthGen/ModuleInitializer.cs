using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace SynthGen;

/// <summary>Loads SynthGen.Core with the module, so that [SynthGen.OcrPage] resolves as soon as it is imported.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    /// <inheritdoc/>
    public void OnImport() => RuntimeHelpers.RunClassConstructor(typeof(OcrPage).TypeHandle);
}
