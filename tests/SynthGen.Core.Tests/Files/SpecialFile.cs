using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using SynthGen.Files;

namespace SynthGen.Core.Tests.Files;

/// <summary>Makes what is not a regular file, in a folder of the test's own.</summary>
internal static class SpecialFile
{
    private static readonly ConcurrentBag<Socket> _open = [];

    /// <summary>Makes one; the test is skipped where that is not possible.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="path">The path.</param>
    public static void Create(FileKind kind, string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such files.");
        switch (kind)
        {
            case FileKind.Folder:
                Directory.CreateDirectory(path);
                break;
            case FileKind.Pipe:
                Assert.Equal(0, Run("mkfifo", path));
                break;
            case FileKind.Device:
                // A second null device: the tests may run as root, and must not touch that of the machine.
                Assert.SkipUnless(Run("mknod", path, "c", "1", "3") == 0, "Only root makes devices.");
                break;
            default:
                // Its file is deleted with it.
                Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                socket.Bind(new UnixDomainSocketEndPoint(path));
                _open.Add(socket);
                break;
        }
    }

    private static int Run(string command, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));
        return process.ExitCode;
    }
}
