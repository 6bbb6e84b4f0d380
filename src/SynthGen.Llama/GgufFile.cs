using SynthGen.Models;

namespace SynthGen.Llama;

/// <summary>Looks at a model file before the native library does, which says less of what is wrong.</summary>
internal static class GgufFile
{
    // Magic, version, number of tensors, number of metadata.
    private const int HeaderLength = 24;

    /// <summary>Checks that a file is there and begins as a GGUF file.</summary>
    /// <returns>Its length in bytes.</returns>
    /// <exception cref="LocalModelException">It is not.</exception>
    public static long Check(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            Span<byte> header = stackalloc byte[HeaderLength];
            int read = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
            if (read < 4 || !header[..4].SequenceEqual("GGUF"u8))
                throw new LocalModelException(LocalModelError.BadFile, $"'{path}' is no GGUF file.");
            if (read < HeaderLength)
                throw new LocalModelException(LocalModelError.BadFile, $"'{path}' is cut off: it ends within its header.");
            return file.Length;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LocalModelException(LocalModelError.NotFound, $"There is no file '{path}'.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LocalModelException(LocalModelError.BadFile, $"'{path}' cannot be read: {error.Message}", error);
        }
    }
}
