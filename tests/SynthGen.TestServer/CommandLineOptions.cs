using System.Globalization;
using SynthGen.TestServer.Batches;
using SynthGen.TestServer.Dialects;
using SynthGen.TestServer.Faults;
using SynthGen.TestServer.Quota;

namespace SynthGen.TestServer;

/// <summary>Reads a server's options from a command line.</summary>
public static class CommandLineOptions
{
    /// <summary>The usage of the command line.</summary>
    public const string Usage = """
        Usage: SynthGen.TestServer [--until-input-ends] [--port 0] [--key secret] [--latency-ms 5] [--latency-spread sigma] [--seed 1]
          [--rpm n] [--tpm n] [--rpd n] [--window TokenBucket|Sliding|Fixed] [--burst n] [--details on|off]
          [--faults Chaos|Transport|<fault>,<fault>,...] [--fault-rate 0.2] [--faulty-attempts 3] [--sticky on|off]
          [--retry-after-ms 1000] [--drip-ms 500] [--unknown <feature>,<feature>,...]
          [--job-faults <fault>,<fault>,...] [--job-polls 1]
        Prints its address on the first line, then serves until it is ended, or its standard input does if so asked first.
        """;

    /// <summary>Reads the options.</summary>
    /// <exception cref="FormatException">The command line is invalid; the message says why.</exception>
    public static ModelServerOptions Parse(IReadOnlyList<string> args)
    {
        Dictionary<string, string> given = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < args.Count; i += 2)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == args.Count)
                throw new FormatException($"'{args[i]}' is not an option with a value.");
            given[args[i][2..]] = args[i + 1];
        }

        int? Number(string name) => Take(name) is string text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
        double? Real(string name) => Take(name) is string text ? double.Parse(text, CultureInfo.InvariantCulture) : null;
        bool Switch(string name, bool usual) => Take(name) is string text ? text == "on" : usual;
        string? Take(string name) => given.Remove(name, out string? text) ? text : null;

        ulong seed = (ulong)(Number("seed") ?? 1);
        TimeSpan latency = TimeSpan.FromMilliseconds(Real("latency-ms") ?? 0);
        double? spread = Real("latency-spread");
        ModelServerOptions options = new()
        {
            Port = Number("port") ?? 0,
            ApiKey = Take("key"),
            Latency = spread is double sigma ? Latency.LogNormal(latency, sigma, seed) : Latency.Fixed(latency),
            QuotaDetails = Switch("details", true),
            RetryAfter = TimeSpan.FromMilliseconds(Real("retry-after-ms") ?? 1000),
            Unknown = Take("unknown") is string unknown ? [.. unknown.Split(',').Select(name => Enum.Parse<Feature>(name, ignoreCase: true))] : [],
            JobFaults = Take("job-faults") is string jobs ? [.. jobs.Split(',').Select(name => Enum.Parse<JobFault>(name, ignoreCase: true))] : [],
            JobPolls = Number("job-polls") ?? 1,
            DripTime = TimeSpan.FromMilliseconds(Real("drip-ms") ?? 500),
            Quota = new QuotaOptions
            {
                RequestsPerMinute = Number("rpm"),
                TokensPerMinute = Number("tpm"),
                RequestsPerDay = Number("rpd"),
                Burst = Number("burst"),
                Window = Take("window") is string window ? Enum.Parse<QuotaWindow>(window, ignoreCase: true) : default,
            },
            Faults = Plan(seed, Take("faults"), Real("fault-rate") ?? 0.2, Number("faulty-attempts") ?? 3, Switch("sticky", false)),
        };
        return given.Count == 0 ? options : throw new FormatException($"Unknown option '--{given.Keys.First()}'.");
    }

    private static FaultPlan Plan(ulong seed, string? faults, double rate, int attempts, bool isSticky)
    {
        if (faults is null)
            return FaultPlan.None;
        IReadOnlyList<Fault> kinds = faults.ToLowerInvariant() switch
        {
            "chaos" => [.. FaultKinds.Transport, .. FaultKinds.Reply],
            "transport" => FaultKinds.Transport,
            _ => [.. faults.Split(',').Select(name => Enum.Parse<Fault>(name, ignoreCase: true))],
        };
        return new SeededFaultPlan(seed, kinds.ToDictionary(kind => kind, _ => rate / kinds.Count))
        {
            FaultyAttempts = attempts,
            RepliesStick = isSticky,
        };
    }
}
