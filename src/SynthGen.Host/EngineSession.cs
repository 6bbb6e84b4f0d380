using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace SynthGen.Host;

/// <summary>Sessions of the PowerShell engine with this project's stand-ins for the cmdlets that its package lacks.</summary>
public static class EngineSession
{
    internal static readonly string ModuleFile = Path.Combine("out", "SynthGen", "SynthGen.psd1");

    /// <summary>The state of a session that has the engine's own cmdlets, the Host's, and the given module.</summary>
    /// <param name="modulePath">The manifest of a module to import; none if null.</param>
    public static InitialSessionState CreateState(string? modulePath)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        HashSet<string> known = new(
            state.Commands.OfType<SessionStateCmdletEntry>().Select(entry => entry.Name), StringComparer.OrdinalIgnoreCase);
        foreach (Type type in typeof(EngineSession).Assembly.GetExportedTypes())
        {
            if (type.GetCustomAttribute<CmdletAttribute>() is not { } cmdlet)
                continue;
            string name = $"{cmdlet.VerbName}-{cmdlet.NounName}";
            if (known.Add(name))
                state.Commands.Add(new SessionStateCmdletEntry(name, type, null));
        }

        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        if (modulePath is not null)
        {
            state.ImportPSModule(modulePath);
            state.ThrowOnRunspaceOpenError = true;
        }

        return state;
    }

    /// <summary>The manifest of the built module, looked for in the folder and those above it.</summary>
    public static string? FindModule(string folder)
    {
        for (string? place = folder; place is not null; place = Path.GetDirectoryName(place))
        {
            string manifest = Path.Combine(place, ModuleFile);
            if (File.Exists(manifest))
                return manifest;
        }

        return null;
    }
}
