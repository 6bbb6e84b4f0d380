using System.Security.Cryptography;
using SynthGen.Core.Tests.Datasets;
using SynthGen.Files;

namespace SynthGen.Core.Tests.Files;

public sealed class CancellableStreamTests
{
    [Fact]
    public void Hashing_a_stream_without_end_is_cancelled()
    {
        using CancellationTokenSource stop = new();
        EndlessLines lines = new("line\n", stop.Cancel);
        using CancellableStream stream = new(lines, stop.Token);
        Assert.Throws<OperationCanceledException>(() => SHA256.HashData(stream));
        Assert.Equal(1000, lines.Lines);
    }

    [Fact]
    public async Task Reading_asynchronously_is_cancelled()
    {
        using CancellationTokenSource stop = new();
        using CancellableStream stream = new(new MemoryStream([1, 2, 3]), stop.Token);
        byte[] buffer = new byte[2];
        await stream.ReadExactlyAsync(buffer, TestContext.Current.CancellationToken);
        Assert.Equal([1, 2], buffer);
        stop.Cancel();
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await stream.ReadExactlyAsync(buffer));
    }

    [Fact]
    public void A_part_of_the_stream_can_be_sought()
    {
        using CancellableStream stream = new(new MemoryStream([1, 2, 3]), CancellationToken.None);
        Assert.True(stream.CanSeek);
        Assert.False(stream.CanWrite);
        Assert.Equal(2, stream.Seek(-1, SeekOrigin.End));
        Assert.Equal((3, 3, 3), (stream.ReadByte(), stream.Position, stream.Length));
    }
}
