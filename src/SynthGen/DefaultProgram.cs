using System.ComponentModel;
using System.Diagnostics;

namespace SynthGen;

/// <summary>Opens files with the program that the system has for them.</summary>
internal static class DefaultProgram
{
    /// <summary>Opens a file.</summary>
    /// <param name="path">The full path.</param>
    /// <exception cref="Win32Exception">There is no such program.</exception>
    public static void Open(string path)
    {
        using Process? opened = Process.Start(new ProcessStartInfo(path) { UseShellExecute = true });
    }
}
