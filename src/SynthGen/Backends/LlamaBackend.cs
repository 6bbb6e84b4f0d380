namespace SynthGen.Backends;

/// <summary>Any GGUF chat model, in this process.</summary>
internal sealed class LlamaBackend : LocalBackend
{
    /// <inheritdoc/>
    public override string Name => "Llama";
}
