using System.Management.Automation;
using SynthGen.Models;

namespace SynthGen.Commands;

/// <summary>Frees the model that the Mistral and Llama backends keep in memory for the next command.</summary>
[Cmdlet(VerbsCommon.Clear, "LlamaModel", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class ClearLlamaModelCommand : ModuleCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!ShouldProcess("the model in memory", "Free"))
            return;
        foreach (string path in LibraryLoadContext.Create<ILocalModelFactory>().Clear())
            WriteVerbose($"'{path}' is no longer kept in memory.");
    }
}
