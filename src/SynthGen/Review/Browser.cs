using System.ComponentModel;
using System.Diagnostics;

namespace SynthGen.Review;

/// <summary>Opens an address in the user's browser.</summary>
internal static class Browser
{
    /// <summary>Opens an address; false if there is no browser to open it.</summary>
    public static bool TryOpen(string address)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Process.Start(new ProcessStartInfo(address) { UseShellExecute = true })?.Dispose();
                return true;
            }

            // Without a shell, and with its words kept from the console.
            using Process? opener = Process.Start(new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [address]) { RedirectStandardOutput = true, RedirectStandardError = true });
            return opener is not null && (!opener.WaitForExit(TimeSpan.FromSeconds(2)) || opener.ExitCode == 0);
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException)
        {
            return false;
        }
    }
}
