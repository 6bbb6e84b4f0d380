using LLama;
using LLama.Common;
using LLama.Exceptions;
using LLama.Native;
using SynthGen.Models;

namespace SynthGen.Llama;

/// <summary>
/// Keeps the weights of one file in memory from one command to the next. Weights in use are freed when their run
/// releases them.
/// </summary>
internal sealed class ModelCache
{
    private static readonly SemaphoreSlim Loading = new(1, 1);
    private static readonly Lock Lock = new();
    private static ModelCache? _kept;

    private readonly Key _key;
    private int _users;
    private bool _isForgotten;

    private ModelCache(Key key, LLamaWeights weights)
    {
        _key = key;
        Weights = weights;
    }

    /// <summary>The weights.</summary>
    public LLamaWeights Weights { get; }

    /// <summary>Gets the weights of a file; <see cref="Release"/> must follow.</summary>
    /// <exception cref="LocalModelException">They cannot be loaded.</exception>
    public static async Task<ModelCache> TakeAsync(LocalModelSettings settings, CancellationToken cancellationToken)
    {
        long length = GgufFile.Check(settings.Path);
        Key key = new(settings.Path, length, File.GetLastWriteTimeUtc(settings.Path), settings.GpuLayers);
        await Loading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            lock (Lock)
            {
                if (_kept is { } kept && kept._key == key)
                {
                    kept._users++;
                    return kept;
                }
            }

            Forget();
            MachineMemory.CheckWeights(settings.Path, length);
            ModelCache loaded = new(key, await LoadAsync(settings, cancellationToken).ConfigureAwait(false)) { _users = 1 };
            lock (Lock)
                return _kept = loaded;
        }
        finally
        {
            Loading.Release();
        }
    }

    /// <summary>Releases the weights.</summary>
    public void Release()
    {
        lock (Lock)
        {
            _users--;
            if (_isForgotten && _users == 0)
                Weights.Dispose();
        }
    }

    /// <summary>Stops keeping weights.</summary>
    /// <returns>The path of the weights' file; null if nothing was kept.</returns>
    public static string? Forget()
    {
        lock (Lock)
        {
            if (_kept is not { } kept)
                return null;

            _kept = null;
            kept._isForgotten = true;
            if (kept._users == 0)
                kept.Weights.Dispose();
            return kept._key.Path;
        }
    }

    private static async Task<LLamaWeights> LoadAsync(LocalModelSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            return await LLamaWeights.LoadFromFileAsync(
                new ModelParams(settings.Path) { GpuLayerCount = settings.GpuLayers, LoadMode = LLamaLoadMode.MemoryMap }, cancellationToken).ConfigureAwait(false);
        }
        catch (LoadWeightsFailedException error)
        {
            string words = string.Join(' ', NativeLog.LatestErrors.Where(line => !line.Contains("failed to load model", StringComparison.Ordinal)));
            throw new LocalModelException(
                LocalModelError.NotSupported, $"'{settings.Path}' cannot be loaded{(words.Length > 0 ? ": " + words : ".")}", error);
        }
    }

    private sealed record Key(string Path, long Length, DateTime Written, int GpuLayers);
}
