using SynthGen.Models;

namespace SynthGen.Llama;

/// <summary>Runs language models in this process with LLamaSharp.</summary>
public sealed class LlamaModelFactory : ILocalModelFactory
{
    /// <inheritdoc/>
    public async Task<ILocalChatModel> CreateAsync(LocalModelSettings settings, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(Path.IsPathFullyQualified(settings.Path), true);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.Concurrency, LocalModelSettings.MostConcurrent);
        GgufFile.Check(settings.Path);
        NativeLibraries.Load();
        IDisposable listening = NativeLog.Listen(settings.Log);
        ModelCache? kept = null;
        try
        {
            kept = await ModelCache.TakeAsync(settings, cancellationToken).ConfigureAwait(false);
            return new LlamaChatModel(kept, settings, listening);
        }
        catch
        {
            kept?.Release();
            listening.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Clear() => ModelCache.Forget() is { } path ? [path] : [];
}
