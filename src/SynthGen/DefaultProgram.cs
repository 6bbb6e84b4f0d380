using System.ComponentModel;
using System.Diagnostics;

namespace SynthGen;

/// <summary>Opens files and addresses with the program that the system has for them.</summary>
internal static class DefaultProgram
{
    // A program that opens something ends soon, or has become the one that shows it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Opens a file or an address; false if there is no program for it.</summary>
    /// <param name="target">The full path, or the address.</param>
    public static bool TryOpen(string target)
    {
        try
        {
            // Without a shell in between: Windows' own association, open on macOS, xdg-open elsewhere.
            using Process? opener = Process.Start(new ProcessStartInfo(target) { UseShellExecute = true });
            return opener is null || !opener.WaitForExit(Patience) || opener.ExitCode == 0;
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException or PlatformNotSupportedException or IOException)
        {
            return false;
        }
    }
}
