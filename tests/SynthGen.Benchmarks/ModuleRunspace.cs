using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SynthGen.Benchmarks;

/// <summary>A runspace with the built module, as a user has it.</summary>
internal sealed class ModuleRunspace : IDisposable
{
    private readonly Runspace _runspace;

    public ModuleRunspace()
    {
        _runspace = Open();
        _runspace.SessionStateProxy.SetVariable("document", BenchmarkDocument.Path);
    }

    /// <summary>Opens a runspace that the module is imported into.</summary>
    public static Runspace Open()
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(BenchmarkDocument.Module);
        state.ThrowOnRunspaceOpenError = true;
        Runspace runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        return runspace;
    }

    /// <summary>The value of a variable.</summary>
    public T Get<T>(string variable) => (T)LanguagePrimitives.ConvertTo(_runspace.SessionStateProxy.GetVariable(variable), typeof(T), null);

    /// <summary>Runs a script. Prints non-terminating errors, because a figure that was measured with errors must show them.</summary>
    public IReadOnlyList<T> Run<T>(string script, params ReadOnlySpan<(string Name, object? Value)> variables)
    {
        foreach ((string name, object? value) in variables)
            _runspace.SessionStateProxy.SetVariable(name, value);
        using PowerShell shell = PowerShell.Create(_runspace);
        PSObject[] output = [.. shell.AddScript(script).Invoke()];
        foreach (IGrouping<string, ErrorRecord> errors in shell.Streams.Error.GroupBy(error => error.FullyQualifiedErrorId))
            Console.WriteLine($"  {errors.Count()} x {errors.Key}, as: {errors.First()}");
        foreach (WarningRecord warning in shell.Streams.Warning)
            Console.WriteLine($"  warning: {warning.Message}");
        return [.. output.Select(item => (T)item.BaseObject)];
    }

    public void Dispose() => _runspace.Dispose();
}
