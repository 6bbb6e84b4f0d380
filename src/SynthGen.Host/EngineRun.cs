using System.Management.Automation;
using System.Management.Automation.Runspaces;
using SynthGen.Host.Internals;

namespace SynthGen.Host;

/// <summary>Runs a command line in the engine that the Host carries.</summary>
internal static class EngineRun
{
    public static int Execute(CommandLine line, string module)
    {
        using HostConsole console = new();
        EngineHost host = new(console);
        using Runspace runspace = RunspaceFactory.CreateRunspace(host, EngineSession.CreateState(module));
        runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        try
        {
            runspace.Open();
        }
        catch (RuntimeException error)
        {
            host.UI.WriteErrorLine(error.Message);
            return ExitCode.Failure;
        }

        using PowerShell shell = PowerShell.Create(runspace);
        bool interrupted = false;
        void Stop(object? sender, ConsoleCancelEventArgs key)
        {
            // The second Ctrl-C ends the process, should a cmdlet not heed the first.
            key.Cancel = !interrupted;
            interrupted = true;
            shell.BeginStop(null, null);
        }

        Console.CancelKeyPress += Stop;
        try
        {
            Invoke(shell, line);
        }
        catch (PipelineStoppedException) when (interrupted)
        {
        }
        catch (IncompleteParseException error)
        {
            // The error view shows nothing for these: a console would ask for the rest.
            host.UI.WriteErrorLine(error.Message);
        }
        catch (RuntimeException error)
        {
            Report(runspace, error);
            host.ErrorWasShown = true;
        }
        finally
        {
            Console.CancelKeyPress -= Stop;
        }

        if (interrupted)
            return ExitCode.Interrupted;
        if (host.RequestedExitCode is { } requested)
            return requested;
        return host.ErrorWasShown || !LastCommandSucceeded(runspace) ? ExitCode.Failure : ExitCode.Success;
    }

    private static void Invoke(PowerShell shell, CommandLine line)
    {
        bool file = line.Kind == CommandLineKind.File;
        Command command = new(line.Text, isScript: !file, useLocalScope: false);
        foreach (CommandParameter parameter in line.BindArguments())
            command.Parameters.Add(parameter);
        if (file)
            Flow.LetScriptExit(shell.Runspace);

        // As the console does it: errors travel with the output, in order, and Out-Default parts them again.
        // The exit code of a command goes by its $?, which only a pipeline of the history leaves behind.
        command.MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.Commands.AddCommand(command).AddCommand("Out-Default");
        shell.Invoke(null, new PSInvocationSettings { AddToHistory = !file });
    }

    private static bool LastCommandSucceeded(Runspace runspace)
    {
        using PowerShell shell = PowerShell.Create(runspace);
        return shell.AddScript("$global:?").Invoke<bool>() is [var succeeded] && succeeded;
    }

    private static void Report(Runspace runspace, RuntimeException error)
    {
        ErrorRecord record = error.ErrorRecord ?? new ErrorRecord(error, "HostFailed", ErrorCategory.NotSpecified, null);
        using PowerShell shell = PowerShell.Create(runspace);
        shell.AddCommand("Out-Default");
        shell.Invoke(new[] { Flow.AsShownError(record) });
    }
}
