using System.ComponentModel;
using System.Diagnostics;

namespace SynthGen.Review;

/// <summary>Opens an address in the user's browser.</summary>
internal static class Browser
{
    // A program that opens something ends soon, or has become the browser.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Opens an address; false if there is no browser to open it.</summary>
    public static bool TryOpen(string address)
    {
        try
        {
            // Without a shell in between: Windows' own association, open on macOS, xdg-open elsewhere.
            using Process? opener = Process.Start(new ProcessStartInfo(address) { UseShellExecute = true });
            return opener is null || !opener.WaitForExit(Patience) || opener.ExitCode == 0;
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            return false;
        }
    }
}
