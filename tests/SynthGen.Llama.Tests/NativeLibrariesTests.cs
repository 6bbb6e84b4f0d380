using System.Runtime.InteropServices;
using SynthGen.Models;

namespace SynthGen.Llama.Tests;

public sealed class NativeLibrariesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("linux", Architecture.X64, "avx512 avx2 avx noavx", "linux-x64/native/avx2/libllama.so")]
    [InlineData("linux", Architecture.X64, "noavx", "linux-x64/native/noavx/libllama.so")]
    [InlineData("linux-musl", Architecture.X64, "avx2 avx noavx", "linux-musl-x64/native/avx2/libllama.so")]
    [InlineData("linux", Architecture.Arm64, "noavx", "linux-arm64/native/libllama.so")]
    [InlineData("win", Architecture.X64, "avx2 avx noavx", "win-x64/native/avx2/llama.dll")]
    [InlineData("osx", Architecture.Arm64, "noavx", "osx-arm64/native/libllama.dylib")]
    [InlineData("osx", Architecture.X64, "avx2 avx noavx", "osx-x64/native/libllama.dylib")]
    [InlineData("osx", Architecture.X64, "noavx", "osx-x64/native/rosetta2/libllama.dylib")]
    public void The_best_natives_for_a_machine_are_found(string system, Architecture processor, string levels, string expected)
    {
        foreach (string path in (string[])["linux-x64/native/avx2/libllama.so", "linux-x64/native/noavx/libllama.so", "linux-musl-x64/native/avx2/libllama.so",
            "linux-arm64/native/libllama.so", "win-x64/native/avx2/llama.dll", "osx-arm64/native/libllama.dylib", "osx-x64/native/libllama.dylib", "osx-x64/native/rosetta2/libllama.dylib"])
        {
            Directory.CreateDirectory(Path.Combine(_folder, Path.GetDirectoryName(path)!));
            File.WriteAllText(Path.Combine(_folder, path), "");
        }

        NativePlatform platform = new(system, processor, levels.Split(' '));
        Assert.Equal(Path.Combine(_folder, Path.GetDirectoryName(expected)!), platform.Find(_folder).TrimEnd(Path.DirectorySeparatorChar));
        Assert.Equal(Path.GetFileName(expected), platform.FileName("llama"));
    }

    [Theory]
    [InlineData("linux", Architecture.Arm)]
    [InlineData("win", Architecture.X86)]
    [InlineData("linux-musl", Architecture.Arm64)]
    public void A_platform_that_llama_cpp_does_not_come_for_is_named(string system, Architecture processor)
    {
        LocalModelException refused = Assert.Throws<LocalModelException>(() => new NativePlatform(system, processor, ["noavx"]).Find(_folder));
        Assert.Equal(LocalModelError.BadLibrary, refused.Fault);
        Assert.Contains($"{system}-{processor.ToString().ToLowerInvariant()}", refused.Message);
    }

    // Copies of the real libraries that depend on a file that no system has: the advice follows from the loader's message.
    [Theory]
    [InlineData("libgomp.so.1", "libgomp.so.9", "libgomp1")]
    [InlineData("GLIBC_2.29", "GLIBC_9.29", "glibc 2.34 or newer")]
    [InlineData("libm.so.6", "libx.so.6", "cannot be loaded")]
    public void A_library_that_does_not_load_says_what_is_missing_and_what_helps(string needed, string missing, string advice)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && NativePlatform.Current.System == "linux", "The loader of Linux with glibc is needed.");
        string native = NativePlatform.Current.Find(Path.Combine(AppContext.BaseDirectory, "runtimes")), path = Path.Combine(_folder, "libggml-base.so");
        string bytes = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(native, "libggml-base.so")));
        Assert.Contains(needed, bytes);
        File.WriteAllBytes(path, System.Text.Encoding.Latin1.GetBytes(bytes.Replace(needed, missing)));

        LocalModelException refused = Assert.Throws<LocalModelException>(() => NativeLibraries.LoadFile(path));
        Assert.Equal(LocalModelError.BadLibrary, refused.Fault);
        Assert.Contains(advice, refused.Message);
    }
}
