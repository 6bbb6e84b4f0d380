using System.Runtime.InteropServices;
using LLama.Native;
using SynthGen.Models;

namespace SynthGen.Llama;

/// <summary>
/// Loads llama.cpp only by its absolute path beside this assembly: the library's own search begins in the current folder,
/// where anybody may have put a file of that name.
/// </summary>
internal static class NativeLibraries
{
    private static readonly Lock Lock = new();
    private static bool _isLoaded;

    /// <summary>Loads the libraries; later calls do nothing.</summary>
    /// <exception cref="LocalModelException">They cannot be loaded on this machine; the message says why and gives advice.</exception>
    public static void Load()
    {
        lock (Lock)
        {
            if (_isLoaded)
                return;

            NativePlatform platform = NativePlatform.Current;
            string folder = platform.Find(Path.Combine(Path.GetDirectoryName(typeof(NativeLibraries).Assembly.Location)!, "runtimes"));
            foreach (string name in (string[])["ggml-base", "ggml-cpu", "ggml-blas", "ggml-metal", "ggml", "llama"])
            {
                string path = Path.Combine(folder, platform.FileName(name));
                if (File.Exists(path))
                    LoadFile(path);
            }

            NativeLibraryConfig.All.WithLogCallback(NativeLog.Write);
            NativeLibraryConfig.LLama.WithLibrary(Path.Combine(folder, platform.FileName("llama"))).WithAutoFallback(false);
            NativeApi.llama_empty_call();
            _isLoaded = true;
        }
    }

    /// <summary>Advice about a library that does not load.</summary>
    /// <param name="path">The library.</param>
    /// <param name="reason">The message of the system's loader.</param>
    public static string Advise(string path, string reason) => reason switch
    {
        _ when reason.Contains("libgomp", StringComparison.Ordinal) =>
            "llama.cpp needs OpenMP's runtime, libgomp.so.1. Install it: 'apt-get install libgomp1' on Debian and Ubuntu, 'dnf install libgomp' on Fedora and Red Hat, 'apk add libgomp' on Alpine.",
        _ when reason.Contains("GLIBC_", StringComparison.Ordinal) || reason.Contains("GLIBCXX_", StringComparison.Ordinal) =>
            $"llama.cpp needs glibc 2.34 or newer, as Debian 12, Ubuntu 22.04 and Red Hat 9 have it, and this system's is older: {reason}",
        _ => $"'{path}' cannot be loaded: {reason}",
    };

    /// <summary>Loads a library.</summary>
    /// <exception cref="LocalModelException">It does not load; the message gives advice.</exception>
    internal static void LoadFile(string path)
    {
        try
        {
            NativeLibrary.Load(path);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new LocalModelException(LocalModelError.BadLibrary, Advise(path, error.Message), error);
        }
    }
}
