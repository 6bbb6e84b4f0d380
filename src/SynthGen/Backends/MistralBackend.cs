using SynthGen.Models.Hub;

namespace SynthGen.Backends;

/// <summary>Mistral's models, in this process.</summary>
internal sealed class MistralBackend : LocalBackend
{
    /// <inheritdoc/>
    public override string Name => "Mistral";

    /// <inheritdoc/>
    public override string? DefaultModel => KnownModels.Mistral;

    /// <inheritdoc/>
    public override bool IsMistral => true;
}
