using System.Diagnostics;
using System.Globalization;

namespace SynthGen.Benchmarks.Cold;

/// <summary>
/// Runs processes in turn, so that other load on the machine meets all alike, and prints the median of each beside the first one's.
/// </summary>
internal sealed class Turns(string title, int rounds = 5)
{
    private readonly List<(string Name, Func<ProcessStartInfo> Start, Func<Cost, string>? Tell)> _cases = [];

    /// <summary>Adds a case.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="start">Makes the process.</param>
    /// <param name="tell">Says more of its cost.</param>
    public Turns Add(string name, Func<ProcessStartInfo> start, Func<Cost, string>? tell = null)
    {
        _cases.Add((name, start, tell));
        return this;
    }

    /// <summary>Runs all and prints a line for each.</summary>
    /// <returns>The medians in the order of the cases; null for one whose program is not here.</returns>
    public IReadOnlyList<Cost?> Run()
    {
        List<Cost>[] costs = [.. _cases.Select(_ => new List<Cost>())];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < _cases.Count; i++)
            {
                if (MeasuredProcess.Run(_cases[i].Start()) is { } cost)
                    costs[i].Add(cost);
            }
        }

        Console.WriteLine($"{title}; medians of {rounds}, load {Load()}");
        Cost?[] medians = [.. costs.Select(list => list.Count > 0 ? Cost.Median(list) : null)];
        for (int i = 0; i < medians.Length; i++)
        {
            (string name, _, Func<Cost, string>? tell) = _cases[i];
            Console.WriteLine(medians[i] is not { } cost ? $"  {name,-44} is not on this machine" : string.Create(
                CultureInfo.InvariantCulture, $"  {name,-44} wall {cost.Wall,7:0.00} s  processor {cost.Processor,7:0.00} s  peak {cost.Peak,6:0} MB{(tell is null ? "" : "  " + tell(cost))}"));
        }

        return medians;
    }

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "not known";
}
