using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace SynthGen.Tests;

/// <summary>Slurm on this machine, with daemons, keys and state of its own in a folder, for as long as a test runs.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class SlurmCluster : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private readonly string _folder;

    private SlurmCluster(string folder) => _folder = folder;

    /// <summary>Variables of the programs that are run.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>Starts the daemons, or skips the test where they cannot run.</summary>
    public static SlurmCluster Start(string folder)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Slurm's daemons run as root on Linux.");
        foreach (string program in (string[])["munged", "slurmctld", "slurmd", "sbatch"])
            Assert.SkipUnless(Programs(program).Any(File.Exists), $"{program} is not installed.");

        SlurmCluster cluster = new(folder);
        try
        {
            cluster.Configure();
            cluster.Run("munged", "--force", $"--key-file={cluster.At("munge.key")}", $"--socket={cluster.At("munge.socket")}", $"--pid-file={cluster.At("munged.pid")}", $"--log-file={cluster.At("munged.log")}", $"--seed-file={cluster.At("munged.seed")}");
            cluster.Run("slurmctld");
            cluster.Run("slurmd");
            cluster.Await(() => cluster.Run("sinfo", "--noheader", "--format=%t").Contains("idle", StringComparison.Ordinal), "a node that is idle");
            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    /// <summary>Runs a program with its variables to its end and returns what it said; an exit code other than 0 fails the test.</summary>
    public string Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(Programs(program).FirstOrDefault(File.Exists) ?? program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        start.Environment["SLURM_CONF"] = At("slurm.conf");
        start.Environment["PATH"] = $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin";
        foreach ((string name, string value) in Variables)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();

        // A daemon keeps the streams of the process that started it.
        if (!process.WaitForExit(Limit))
        {
            process.Kill();
            Assert.Fail($"{program} did not end within {Limit}.");
        }

        Assert.True(process.ExitCode == 0, $"{program}: {(error.Wait(1000) ? error.Result : "")}");
        return output.Wait(1000) ? output.Result : "";
    }

    /// <summary>Waits until something is so.</summary>
    public void Await(Func<bool> isSo, string what, int minutes = 1)
    {
        for (Stopwatch waited = Stopwatch.StartNew(); !isSo(); Thread.Sleep(100))
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(minutes), $"There was not {what} within {minutes} minutes. {Logs()}");
    }

    public void Dispose()
    {
        foreach (string daemon in (string[])["d.pid", "ctld.pid", "munged.pid"])
        {
            if (!File.Exists(At(daemon)))
                continue;
            try
            {
                using Process process = Process.GetProcessById(int.Parse(File.ReadAllText(At(daemon)), System.Globalization.CultureInfo.InvariantCulture));
                process.Kill();
                process.WaitForExit(Limit);
            }
            catch (ArgumentException)
            {
                // It has ended.
            }
        }
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string Logs() => string.Join('\n', Directory.GetFiles(_folder, "*.log", SearchOption.AllDirectories).Select(file => $"{Path.GetFileName(file)}: {string.Join('\n', File.ReadLines(file).TakeLast(5))}"));

    private static IEnumerable<string> Programs(string name) => ((string[])["/usr/sbin", "/usr/bin"]).Select(folder => Path.Combine(folder, name));

    private void Configure()
    {
        string host = Dns.GetHostName().Split('.')[0];
        Directory.CreateDirectory(At("state"));
        Directory.CreateDirectory(At("spool"));
        File.WriteAllBytes(At("munge.key"), RandomNumberGenerator.GetBytes(1024));
        File.SetUnixFileMode(At("munge.key"), UnixFileMode.UserRead);
        int[] ports = FreePorts();
        File.WriteAllText(At("slurm.conf"), $"""
            AuthType=auth/munge
            AuthInfo=socket={At("munge.socket")}
            ClusterName=test
            SlurmctldHost={host}(127.0.0.1)
            SlurmctldPort={ports[0]}
            SlurmdPort={ports[1]}
            SlurmUser=root
            SlurmdUser=root
            StateSaveLocation={At("state")}
            SlurmdSpoolDir={At("spool")}
            SlurmctldPidFile={At("ctld.pid")}
            SlurmdPidFile={At("d.pid")}
            SlurmctldLogFile={At("ctld.log")}
            SlurmdLogFile={At("d.log")}
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            JobAcctGatherType=jobacct_gather/none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_Core
            ReturnToService=2
            MpiDefault=none
            KillWait=10
            NodeName={host} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
            PartitionName=main Nodes={host} Default=YES MaxTime=INFINITE State=UP

            """);
    }

    private static int[] FreePorts()
    {
        TcpListener[] listeners = [new(IPAddress.Loopback, 0), new(IPAddress.Loopback, 0)];
        Array.ForEach(listeners, listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        Array.ForEach(listeners, listener => listener.Dispose());
        return ports;
    }
}
