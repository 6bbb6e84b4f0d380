using System.ComponentModel;
using System.Diagnostics;

namespace SynthGen.Tests;

/// <summary>Runs programs that write documents: tesseract, OCRmyPDF, poppler, Ghostscript, Chromium.</summary>
internal static class RealProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Skips the test if a program is not installed.</summary>
    public static void Require(params ReadOnlySpan<string> programs)
    {
        foreach (string program in programs)
            Assert.SkipUnless(IsInstalled(program), $"{program} is not installed.");
    }

    /// <summary>Runs a program in a folder; an exit code other than 0 fails the test.</summary>
    public static void Run(string folder, string program, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(), output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} takes more than {Limit.TotalMinutes} minutes.");
        }

        Assert.True(process.ExitCode == 0, $"{program}: {errors.Result} {output.Result}");
    }

    private static bool IsInstalled(string program)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, ["--version"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit(TimeSpan.FromSeconds(30));
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
