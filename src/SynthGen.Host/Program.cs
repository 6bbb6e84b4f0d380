using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

// PowerShell's own console with the built module imported, without profiles, telemetry and update notices.
string modules = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../out"));
string manifest = Path.Combine(modules, "SynthGen", "SynthGen.psd1");
if (!File.Exists(manifest))
{
    Console.Error.WriteLine($"There is no built module at '{manifest}'. Build it first: dotnet build.");
    return 1;
}

// Jobs and ForEach-Object -Parallel find the module by name.
string? modulePath = Environment.GetEnvironmentVariable("PSModulePath");
Environment.SetEnvironmentVariable("PSModulePath", string.IsNullOrEmpty(modulePath) ? modules : modules + Path.PathSeparator + modulePath);
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
Environment.SetEnvironmentVariable("POWERSHELL_UPDATECHECK", "Off");
if (Console.IsOutputRedirected || Console.IsErrorRedirected)
    PSStyle.Instance.OutputRendering = OutputRendering.PlainText;

// By path: by name, an installed version could come first.
InitialSessionState state = InitialSessionState.CreateDefault2();
state.ImportPSModule(manifest);
return ConsoleShell.Start(
    state,
    bannerText: "PowerShell with the module SynthGen",
    helpText: "Usage: SynthGen.Host [[-File] <script> [<arguments>] | -Command <pipeline>], or any other arguments of pwsh; -Help lists them.",
    ["-NoProfile", .. args]);
