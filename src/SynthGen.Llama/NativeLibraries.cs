using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using LLama.Native;
using SynthGen.Models;

namespace SynthGen.Llama;

/// <summary>
/// Loads llama.cpp by its absolute path beside this assembly, and by nothing else: the library's own search begins in the
/// current folder, where anybody may have put a file of that name.
/// </summary>
internal static class NativeLibraries
{
    private static readonly Lock Lock = new();
    private static bool _isLoaded;

    /// <summary>Loads the libraries; later calls do nothing.</summary>
    /// <exception cref="LocalModelException">They are not there, or not of the version that the managed part was made for.</exception>
    public static void Load()
    {
        lock (Lock)
        {
            if (_isLoaded)
                return;

            string folder = Find(Path.Combine(Path.GetDirectoryName(typeof(NativeLibraries).Assembly.Location)!, "runtimes", Platform(), "native"));
            nint llama = 0;
            foreach (string name in (string[])["ggml-base", "ggml-cpu", "ggml-blas", "ggml-metal", "ggml", "llama"])
            {
                string path = Path.Combine(folder, FileName(name));
                if (File.Exists(path))
                    llama = LoadFile(path);
            }

            NativeStructs.Check(llama);
            NativeLibraryConfig.All.WithLogCallback(NativeLog.Write);
            NativeLibraryConfig.LLama.WithLibrary(Path.Combine(folder, FileName("llama"))).WithAutoFallback(false);
            NativeApi.llama_empty_call();
            _isLoaded = true;
        }
    }

    private static nint LoadFile(string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new LocalModelException(LocalModelError.BadLibrary, $"'{path}' cannot be loaded: {error.Message}", error);
        }
    }

    // The best that the processor has, then the next best that is there.
    private static string Find(string native)
    {
        bool avx512 = Avx512F.IsSupported && Avx512BW.IsSupported && Avx512Vbmi.IsSupported;
        IEnumerable<string> folders = RuntimeInformation.ProcessArchitecture != Architecture.X64 || OperatingSystem.IsMacOS() ? [""]
            : [.. avx512 ? ["avx512"] : Array.Empty<string>(), .. Avx2.IsSupported ? ["avx2"] : Array.Empty<string>(), .. Avx.IsSupported ? ["avx"] : Array.Empty<string>(), "noavx"];
        return folders.Select(name => Path.Combine(native, name)).FirstOrDefault(folder => File.Exists(Path.Combine(folder, FileName("llama"))))
            ?? throw new LocalModelException(LocalModelError.BadLibrary, $"There is no {FileName("llama")} for this machine in '{native}'.");
    }

    private static string Platform()
    {
        string processor = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        return OperatingSystem.IsWindows() ? $"win-{processor}"
            : OperatingSystem.IsMacOS() ? $"osx-{processor}"
            : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? $"linux-musl-{processor}"
            : $"linux-{processor}";
    }

    private static string FileName(string name) => OperatingSystem.IsWindows() ? name + ".dll"
        : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";
}
