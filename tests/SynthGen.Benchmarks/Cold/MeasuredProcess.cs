using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace SynthGen.Benchmarks.Cold;

/// <summary>Runs a process to its end and measures it.</summary>
internal static partial class MeasuredProcess
{
    private const int OfChildren = -1;
    private const string Stage = "stage ";

    /// <summary>
    /// Runs a process. If it prints a line "stage WALL PROCESSOR", in seconds, that is the cost of what it is about; otherwise all of
    /// the process is.
    /// </summary>
    /// <returns>The cost; null if the program is not on this machine.</returns>
    /// <exception cref="InvalidOperationException">The process failed.</exception>
    public static Cost? Run(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        double before = OfEndedChildren();
        long begin = Stopwatch.GetTimestamp();
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            return null;
        }

        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
            long peak = 0;
            while (!process.WaitForExit(5))
            {
                try
                {
                    process.Refresh();
                    peak = Math.Max(peak, process.PeakWorkingSet64);
                }
                catch (InvalidOperationException)
                {
                    // It has ended meanwhile.
                }
            }

            process.WaitForExit();
            double wall = Stopwatch.GetElapsedTime(begin).TotalSeconds, processor = OfEndedChildren() - before;
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"'{start.FileName}' ended with exit code {process.ExitCode}: {errors.Result}{output.Result}");
            return output.Result.Split('\n').LastOrDefault(line => line.StartsWith(Stage, StringComparison.Ordinal)) is { } stage
                ? new Cost(Number(stage, 1), Number(stage, 2), peak / 1e6)
                : new Cost(wall, processor, peak / 1e6);
        }
    }

    private static double Number(string line, int place) => double.Parse(line.Split(' ')[place], CultureInfo.InvariantCulture);

    // What a process took can only be asked of the system once it has ended.
    private static double OfEndedChildren()
    {
        if (OperatingSystem.IsWindows())
            return double.NaN;
        long[] usage = new long[32];
        return GetResourceUsage(OfChildren, usage) == 0 ? usage[0] + usage[2] + (usage[1] + usage[3]) / 1e6 : double.NaN;
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetResourceUsage(int who, [Out] long[] usage);
}
