using System.Globalization;
using System.Management.Automation.Host;

namespace SynthGen.Host;

/// <summary>What the engine sees of this process.</summary>
internal sealed class EngineHost : PSHost
{
    private readonly EngineUserInterface _ui;

    public EngineHost(HostConsole console) => _ui = new EngineUserInterface(console, this);

    /// <summary>Whether an error reached the error stream.</summary>
    public bool ErrorWasShown { get; set; }

    /// <summary>What the script gave to exit, if it did.</summary>
    public int? RequestedExitCode { get; private set; }

    public override string Name => "SynthGen.Host";

    public override Version Version { get; } = typeof(EngineHost).Assembly.GetName().Version ?? new Version();

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => _ui;

    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    public override void SetShouldExit(int exitCode) => RequestedExitCode ??= exitCode;

    public override void EnterNestedPrompt() => throw EngineUserInterface.NotInteractive();

    public override void ExitNestedPrompt() => throw EngineUserInterface.NotInteractive();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
