using System.Globalization;
using LLama;
using LLama.Native;
using SynthGen.Models;

namespace SynthGen.Llama;

/// <summary>Refuses what does not fit into the machine's memory; otherwise the system would end the process.</summary>
internal static class MachineMemory
{
    private const double Gigabyte = 1L << 30;

    /// <summary>Checks that the weights of a file fit.</summary>
    /// <exception cref="LocalModelException">They do not fit.</exception>
    public static void CheckWeights(string path, long bytes)
    {
        if (bytes > Available())
        {
            throw new LocalModelException(LocalModelError.OutOfMemory, FormattableString.Invariant(
                $"'{path}' takes {bytes / Gigabyte:0.0} GB of memory, and {Available() / Gigabyte:0.0} GB are free."));
        }
    }

    /// <summary>Checks that a context fits beside the loaded weights.</summary>
    /// <exception cref="LocalModelException">It does not fit.</exception>
    public static void CheckContext(LLamaWeights weights, long tokens)
    {
        long bytes = tokens * BytesPerToken(weights.NativeHandle);
        if (bytes > Available())
        {
            throw new LocalModelException(LocalModelError.OutOfMemory, FormattableString.Invariant(
                $"A context of {tokens} tokens takes {bytes / Gigabyte:0.0} GB of memory, and {Available() / Gigabyte:0.0} GB are free."));
        }
    }

    // A key and a value of 16-bit numbers for each layer.
    private static long BytesPerToken(SafeLlamaModelHandle model) =>
        2L * sizeof(short) * model.LayerCount * model.EmbeddingSize * Math.Max(1, model.KVHeadCount) / Math.Max(1, model.HeadCount);

    // On Linux the memory that programs can take without swapping; elsewhere all that this process may have.
    private static long Available()
    {
        const string Name = "MemAvailable:";
        long limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (OperatingSystem.IsLinux() && File.Exists("/proc/meminfo")
            && File.ReadLines("/proc/meminfo").FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal)) is { } line
            && long.TryParse(line[Name.Length..].Replace("kB", "").Trim(), CultureInfo.InvariantCulture, out long kilobytes))
        {
            return Math.Min(limit, kilobytes * 1024);
        }

        return limit;
    }
}
