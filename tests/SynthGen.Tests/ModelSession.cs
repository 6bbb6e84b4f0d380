using SynthGen.TestServer;

namespace SynthGen.Tests;

/// <summary>A module session in a folder of its own, for commands that ask a server.</summary>
public sealed class ModelSession : IDisposable
{
    private readonly ModuleSession _session = new();
    private ModelServer _server = null!;
    private string _key = "";

    public ModelSession() => _session.Runspace.SessionStateProxy.Path.SetLocation(Folder);

    public string Folder { get; } = Directory.CreateTempSubdirectory("synthgen-").FullName;

    /// <summary>The summary of the last <see cref="Generate"/>.</summary>
    public GenerationSummary Summary => (GenerationSummary)_session.Runspace.SessionStateProxy.GetVariable("outcome");

    /// <summary>Pages of running text, each different.</summary>
    public static OcrPage[] Pages(int count) => [.. Enumerable.Range(1, count).Select(number => new OcrPage(number, $"""
        The tenant of warehouse {number} withheld rent for {number + 2} months after the transfer switch had failed in the night.
        Anselm Fitch wrote to the harbour master on August {number % 28 + 1}, 2021 that nobody had tested generator {number}.
        The court found the landlord liable for spoiled goods in the amount of {number},450 dollars and for the clean-up.
        """, "lease.txt"))];

    public void Use(ModelServer server, string key) => (_server, _key) = (server, key);

    /// <summary>Runs the pages through New-SyntheticQuery against the server.</summary>
    public ModuleSession.Result Generate(OcrPage[] pages, string backend, string arguments = "")
    {
        Uri endpoint = backend == "Gemini" ? _server.GeminiEndpoint : _server.OpenAIEndpoint;
        string target = arguments.Contains("-Endpoint", StringComparison.Ordinal) ? "" : $"-Endpoint {endpoint}";
        return Run(
            $"$pages | New-SyntheticQuery -Backend {backend} {target} -Model probe -ApiKey $key -OutcomeVariable outcome {arguments}",
            ("pages", pages), ("key", new System.Net.NetworkCredential("", _key).SecurePassword));
    }

    public ModuleSession.Result Run(string script, params ReadOnlySpan<(string Name, object? Value)> variables) => _session.Run(script, variables);

    /// <summary>A shell in the same runspace, for tests that start and stop the script themselves.</summary>
    public System.Management.Automation.PowerShell ShellOf(string script)
    {
        System.Management.Automation.PowerShell shell = System.Management.Automation.PowerShell.Create(_session.Runspace);
        return script.Length == 0 ? shell : shell.AddScript(script);
    }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
