using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;

namespace SynthGen.Tests;

/// <summary>A runspace of PowerShell with the built module imported.</summary>
public sealed class ModuleSession : IDisposable
{
    private readonly Runspace _runspace;

    public ModuleSession()
        : this(null)
    {
    }

    internal ModuleSession(PSHost? host)
    {
        InitialSessionState state = CreateState();
        _runspace = host is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(host, state);
        _runspace.Open();
    }

    /// <summary>The manifest of the module in out/.</summary>
    public static string ModulePath { get; } = Path.Combine(RepositoryRoot(), "out", "SynthGen", "SynthGen.psd1");

    public Runspace Runspace => _runspace;

    /// <summary>The state of a session that begins with the built module imported.</summary>
    public static InitialSessionState CreateState()
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(ModulePath);
        state.ThrowOnRunspaceOpenError = true;
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        return state;
    }

    /// <summary>Runs a script to its end; a terminating error is the last of <see cref="Result.Errors"/>.</summary>
    public Result Run(string script, params ReadOnlySpan<(string Name, object? Value)> variables)
    {
        foreach ((string name, object? value) in variables)
            _runspace.SessionStateProxy.SetVariable(name, value);

        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        List<ErrorRecord> terminating = [];
        List<PSObject> output = [];
        try
        {
            shell.Invoke(null, output, null);
        }
        catch (RuntimeException error)
        {
            terminating.Add(error.ErrorRecord);
        }

        return new Result(
            output,
            [.. shell.Streams.Error, .. terminating],
            [.. shell.Streams.Warning.Select(record => record.Message)],
            [.. shell.Streams.Verbose.Select(record => record.Message)],
            [.. shell.Streams.Information],
            [.. shell.Streams.Progress]);
    }

    public void Dispose() => _runspace.Dispose();

    internal static string RepositoryRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SynthGen.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("SynthGen.slnx");
        return folder;
    }

    /// <summary>The contents of a script's streams.</summary>
    public sealed record Result(
        IReadOnlyList<PSObject> Output,
        IReadOnlyList<ErrorRecord> Errors,
        IReadOnlyList<string> Warnings,
        IReadOnlyList<string> Verbose,
        IReadOnlyList<InformationRecord> Information,
        IReadOnlyList<ProgressRecord> Progress)
    {
        /// <summary>The output as objects of one type.</summary>
        public IReadOnlyList<T> Of<T>() => [.. Output.Select(item => (T)item.BaseObject)];

        /// <summary>Fails with the errors' texts if there are any.</summary>
        public Result Clean()
        {
            Assert.True(Errors.Count == 0, string.Join(Environment.NewLine, Errors));
            return this;
        }
    }
}
