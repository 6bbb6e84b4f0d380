using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using SynthGen.Models;

namespace SynthGen.Llama;

/// <summary>The properties of a machine that decide which native libraries fit it.</summary>
/// <param name="System">win, osx, linux or linux-musl.</param>
/// <param name="Processor">The processor, or the emulated one.</param>
/// <param name="Levels">The instruction sets of an x64 processor, best first, by the packages' folder names.</param>
internal sealed record NativePlatform(string System, Architecture Processor, IReadOnlyList<string> Levels)
{
    /// <summary>This machine.</summary>
    public static NativePlatform Current => new(
        OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : IsMusl() ? "linux-musl" : "linux",
        RuntimeInformation.ProcessArchitecture,
        [
            .. Avx512F.IsSupported && Avx512BW.IsSupported && Avx512Vbmi.IsSupported ? ["avx512"] : Array.Empty<string>(),
            .. Avx2.IsSupported ? ["avx2"] : Array.Empty<string>(),
            .. Avx.IsSupported ? ["avx"] : Array.Empty<string>(),
            "noavx",
        ]);

    /// <summary>Finds the folder of the best native libraries for the machine.</summary>
    /// <param name="runtimes">The folder that holds all platforms' native libraries.</param>
    /// <exception cref="LocalModelException">There are no native libraries for the machine.</exception>
    public string Find(string runtimes)
    {
        string platform = $"{System}-{Processor.ToString().ToLowerInvariant()}", native = Path.Combine(runtimes, platform, "native");

        // Intel code on Apple silicon runs without AVX, which the usual libraries for macOS on x64 need.
        IEnumerable<string> folders = (System, Processor) switch
        {
            ("osx", Architecture.X64) => Levels.Contains("avx") ? ["", "rosetta2"] : ["rosetta2"],
            (_, Architecture.X64) => Levels,
            _ => [""],
        };
        return folders.Select(name => Path.Combine(native, name)).FirstOrDefault(folder => File.Exists(Path.Combine(folder, FileName("llama"))))
            ?? throw new LocalModelException(LocalModelError.BadLibrary, Directory.Exists(native)
                ? $"There is no {FileName("llama")} for this machine in '{native}': this copy of the module is incomplete."
                : $"llama.cpp does not come for this platform, {platform}. It comes for Windows, Linux with glibc and macOS on x64 and Arm64, and for Alpine Linux on x64.");
    }

    /// <summary>A library's file name.</summary>
    public string FileName(string name) => System switch
    {
        "win" => name + ".dll",
        "osx" => $"lib{name}.dylib",
        _ => $"lib{name}.so",
    };

    // A portable build's runtime identifier does not name musl.
    private static bool IsMusl() => OperatingSystem.IsLinux()
        && (RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) || File.Exists("/etc/alpine-release"));
}
