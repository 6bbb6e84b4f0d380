using System.Management.Automation.Runspaces;
using SynthGen.TestServer;
using SynthGen.TestServer.Faults;
using SynthGen.TestServer.GoogleCloud;

namespace SynthGen.Benchmarks;

/// <summary>A run of eight pages against a service that behaves as real ones do, case by case in both wire formats.</summary>
internal static class RefusalBenchmark
{
    // The first page, before any was answered, and one in the middle; a run ends in its middle.
    private static readonly int[] Twice = [1, 4], InTheMiddle = [4];

    /// <summary>Prints the table. Exits with 1 if a case is not as its kind has it.</summary>
    public static void Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task RunAsync()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        using Runspace runspace = ModuleRunspace.Open();
        int rows = Measure(runspace, server, "OpenAI", []).Rows;
        Console.WriteLine($"{ServiceRun.Pages} pages, undisturbed {rows} rows. Exit code: that of pwsh -Command.");
        Console.WriteLine(ServiceRun.Header);
        int wrong = Behaviors(runspace, server, rows) + await DialectsAsync(runspace, rows);
        Console.WriteLine($"{wrong} cases are not as they should be.");
        if (wrong > 0)
            Environment.ExitCode = 1;
    }

    private static int Behaviors(Runspace runspace, ModelServer server, int rows)
    {
        int wrong = 0;
        foreach (ServiceBehavior behavior in ServiceBehavior.All)
        {
            foreach (string backend in (string[])["OpenAI", "Gemini"])
            {
                if ((backend == "OpenAI" ? behavior.OpenAI : behavior.Gemini) is null)
                    continue;
                int[] where = behavior.Meaning is BehaviorMeaning.Run or BehaviorMeaning.Day ? InTheMiddle : Twice;
                ServiceRun run = Measure(runspace, server, backend, where, behavior);
                bool isRight = IsAs(run, behavior.Meaning, rows);
                wrong += isRight ? 0 : 1;
                Console.WriteLine(run.Line($"{behavior.Meaning}", behavior.Name, backend, isRight));
                if (behavior.Meaning == BehaviorMeaning.Unexplained)
                    wrong += ToEverything(runspace, server, backend, behavior);
            }
        }

        return wrong;
    }

    // From the fourth page on nothing is answered, whatever is asked.
    private static int ToEverything(Runspace runspace, ModelServer server, string backend, ServiceBehavior behavior)
    {
        ScriptedFaultPlan plan = new();
        for (int page = 1; page < InTheMiddle[0]; page++)
            plan.Containing($"warehouse {page} ");
        server.Faults = plan.EveryAlways(behavior);
        ServiceRun run = ServiceRun.Measure(runspace, server, At(server, backend));
        bool isRight = IsAs(run with { Requests = run.Requests - 1 }, BehaviorMeaning.Run, 0);
        Console.WriteLine(run.Line($"{BehaviorMeaning.Run}", $"{behavior.Name}, to all", backend, isRight));
        return isRight ? 0 : 1;
    }

    private static string At(ModelServer server, string backend) =>
        $"{backend} -Endpoint {(backend == "OpenAI" ? server.OpenAIEndpoint : server.GeminiEndpoint)}";

    private static async Task<int> DialectsAsync(Runspace runspace, int rows)
    {
        int wrong = 0;
        string credentials = Path.GetTempFileName();
        Environment.SetEnvironmentVariable("GOOGLE_APPLICATION_CREDENTIALS", credentials);
        foreach (DialectCase dialect in DialectCase.All)
        {
            await using ModelServer server = await ModelServer.StartAsync(dialect.Options);
            server.Tokens.Uses = dialect.TokenUses;
            CredentialsFile.WriteServiceAccount(credentials, server.Address);
            ServiceRun run = ServiceRun.Measure(runspace, server, dialect.Arguments(server));
            bool isRight = (run.Rows, run.Failed, run.Pending, run.Requests, run.ExitCode) == (rows, 0, 0, ServiceRun.Pages + dialect.Lost, 0) && dialect.Holds(server);
            wrong += isRight ? 0 : 1;
            Console.WriteLine(run.Line(dialect.Means, dialect.Name, dialect.Backend, isRight));
        }

        File.Delete(credentials);
        return wrong;
    }

    private static ServiceRun Measure(Runspace runspace, ModelServer server, string backend, int[] where, ServiceBehavior? behavior = null)
    {
        ScriptedFaultPlan plan = new();
        foreach (int page in where)
            plan.Containing($"warehouse {page} ", behavior!);
        server.Faults = plan;
        return ServiceRun.Measure(runspace, server, At(server, backend));
    }

    private static bool IsAs(ServiceRun run, BehaviorMeaning meaning, int undisturbed)
    {
        const int pages = ServiceRun.Pages;
        return meaning switch
        {
            BehaviorMeaning.Page => (run.Generated, run.Failed, run.Pending, run.Requests, run.ExitCode) == (pages - Twice.Length, Twice.Length, 0, pages, 1),
            BehaviorMeaning.Unexplained => (run.Generated, run.Failed, run.Pending, run.Requests, run.ExitCode) == (pages - Twice.Length, Twice.Length, 0, pages + Twice.Length, 1),
            BehaviorMeaning.Run => (run.Generated, run.Failed, run.Pending, run.Requests, run.ExitCode) == (InTheMiddle[0] - 1, 0, pages - InTheMiddle[0] + 1, InTheMiddle[0], 1),
            BehaviorMeaning.Day => (run.Generated, run.Failed, run.Pending, run.Requests, run.ExitCode) == (InTheMiddle[0] - 1, 0, pages - InTheMiddle[0] + 1, InTheMiddle[0], 0),
            BehaviorMeaning.Moment => (run.Rows, run.Failed, run.Pending, run.Requests, run.ExitCode) == (undisturbed, 0, 0, pages + Twice.Length, 0),
            _ => (run.Rows, run.Failed, run.Pending, run.Requests, run.ExitCode) == (undisturbed, 0, 0, pages, 0),
        };
    }
}
