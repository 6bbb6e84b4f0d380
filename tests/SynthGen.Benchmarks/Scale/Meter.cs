using System.Diagnostics;

namespace SynthGen.Benchmarks.Scale;

/// <summary>Measures a piece of work: seconds, seconds of processor, and the highest memory of the process meanwhile.</summary>
internal sealed class Meter
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly TimeSpan _busy = Process.GetCurrentProcess().TotalProcessorTime;

    public Meter()
    {
        GC.Collect();

        // Linux takes the peak anew from here on.
        if (OperatingSystem.IsLinux())
            File.WriteAllText("/proc/self/clear_refs", "5");
    }

    /// <summary>The seconds so far.</summary>
    public double Seconds => Stopwatch.GetElapsedTime(_start).TotalSeconds;

    /// <summary>Prints a line.</summary>
    public void Print(string what)
    {
        using Process self = Process.GetCurrentProcess();
        double busy = (self.TotalProcessorTime - _busy).TotalSeconds;
        Console.WriteLine(FormattableString.Invariant($"{what}: {Seconds:0.0} s, {busy:0.0} s of processor, peak {self.PeakWorkingSet64 >> 20} MiB"));
    }
}
