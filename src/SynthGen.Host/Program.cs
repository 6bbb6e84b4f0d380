namespace SynthGen.Host;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (!CommandLine.TryParse(arguments, out CommandLine? line, out string? problem))
        {
            Console.Error.WriteLine(problem);
            Console.Error.WriteLine(CommandLine.Usage);
            return ExitCode.Usage;
        }

        if (line.Kind == CommandLineKind.Help)
        {
            Console.Out.WriteLine(CommandLine.Usage);
            return ExitCode.Success;
        }

        if (EngineSession.FindModule(AppContext.BaseDirectory) is not { } module)
        {
            Console.Error.WriteLine($"The built module ({EngineSession.ModuleFile}) is not above {AppContext.BaseDirectory}. Build the solution first: dotnet build.");
            return ExitCode.Failure;
        }

        return InstalledPowerShell.Find(Environment.GetEnvironmentVariable("PATH")) is { } installed
            ? installed.Run(line, module)
            : EngineRun.Execute(line, module);
    }
}
