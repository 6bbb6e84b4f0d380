using System.Security.Cryptography;

namespace SynthGen.Models.Hub;

/// <summary>Computes the SHA-256 of large files, with progress and cancellation because it takes long.</summary>
internal static class ContentHash
{
    private const int BlockSize = 4 * 1024 * 1024;

    /// <summary>Returns the SHA-256 of a stream from its beginning: 64 lower-case hexadecimal digits.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="progress">Called with the number of bytes read.</param>
    /// <param name="cancellationToken">Cancels the computation.</param>
    public static string Sha256(Stream stream, Action<long> progress, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] block = new byte[BlockSize];
        stream.Seek(0, SeekOrigin.Begin);
        long done = 0;
        while (stream.Read(block) is > 0 and int read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(block, 0, read);
            progress(done += read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
