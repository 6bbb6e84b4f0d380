using System.Diagnostics;
using System.Globalization;

namespace SynthGen.Benchmarks.Fuzzing;

/// <summary>Feeds a target with inputs, in a process of its own: an input may end it.</summary>
/// <param name="Target">The target's name.</param>
/// <param name="Seed">The seed of the inputs.</param>
/// <param name="Seconds">For how long.</param>
/// <param name="Inputs">For how many inputs at most; 0 for any number.</param>
/// <param name="Board">The file that says how far it is.</param>
/// <param name="Findings">The folder for inputs with exceptions.</param>
/// <param name="Copies">The folder with the assemblies that count branches; empty to use those of the program.</param>
internal sealed record FuzzWorker(string Target, int Seed, double Seconds, long Inputs, string Board, string Findings, string Copies)
{
    /// <summary>The command-line word that starts a worker.</summary>
    public const string Verb = "fuzz-worker";

    /// <summary>The command line.</summary>
    public string[] ToArguments() =>
        [Verb, Target, Seed.ToString(CultureInfo.InvariantCulture), Seconds.ToString(CultureInfo.InvariantCulture), Inputs.ToString(CultureInfo.InvariantCulture), Board, Findings, Copies];

    /// <summary>Runs what a command line asks for.</summary>
    public static void Run(string[] arguments)
    {
        FuzzWorker worker = new(
            arguments[1], int.Parse(arguments[2], CultureInfo.InvariantCulture), double.Parse(arguments[3], CultureInfo.InvariantCulture),
            long.Parse(arguments[4], CultureInfo.InvariantCulture), arguments[5], arguments[6], arguments[7]);
        if (worker.Copies.Length == 0)
        {
            worker.Run(null);
            return;
        }

        // This type once more, on the copies.
        Type self = Coverage.Load(worker.Copies).GetType(typeof(FuzzWorker).FullName!)!;
        self.GetMethod(nameof(RunCounted))!.Invoke(null, [worker.ToArguments()[..^1]]);
    }

    /// <summary>Runs with coverage; called where the copies are loaded.</summary>
    public static void RunCounted(string[] arguments)
    {
        Coverage coverage = new();
        new FuzzWorker(
            arguments[1], int.Parse(arguments[2], CultureInfo.InvariantCulture), double.Parse(arguments[3], CultureInfo.InvariantCulture),
            long.Parse(arguments[4], CultureInfo.InvariantCulture), arguments[5], arguments[6], "").Run(coverage);
    }

    private void Run(Coverage? coverage)
    {
        FuzzTarget target = FuzzTargets.Create(Target);
        Mutator mutator = new(target, Seed);
        using FuzzBoard board = new(Board);

        foreach (byte[] sample in target.Samples)
            Feed(target, board, sample);
        coverage?.TakeNew();

        Stopwatch clock = Stopwatch.StartNew();
        for (long input = 0; clock.Elapsed.TotalSeconds < Seconds && (Inputs == 0 || input < Inputs); input++)
        {
            byte[] next = mutator.Next();
            Feed(target, board, next);
            if (coverage?.TakeNew() == true)
                mutator.Keep(next);
            board.Kept = mutator.Count;
        }
    }

    private void Feed(FuzzTarget target, FuzzBoard board, byte[] input)
    {
        board.Begin(input);
        try
        {
            if (target.Run(input))
                board.Accepted++;
            else
                board.Rejected++;
        }
        catch (Exception error)
        {
            board.Crashed++;
            Save(input, error.ToString());
        }
        finally
        {
            board.End();
        }
    }

    // One input for each place at which an exception was thrown.
    private void Save(byte[] input, string problem)
    {
        string place = string.Join('\n', problem.Split('\n').Where(line => line.StartsWith("   at", StringComparison.Ordinal)).Take(3));
        string name = Path.Combine(Findings, string.Create(CultureInfo.InvariantCulture, $"{Target}-seed{Seed}-{Hashing.StableRandom.Hash(place):x16}"));
        if (File.Exists(name + ".txt"))
            return;
        File.WriteAllBytes(name + ".input", input);
        File.WriteAllText(name + ".txt", problem);
    }
}
