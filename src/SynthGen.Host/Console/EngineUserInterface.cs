using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace SynthGen.Host;

/// <summary>Output to stdout; errors, warnings, verbose and debug lines to stderr; no questions asked.</summary>
internal sealed class EngineUserInterface(HostConsole console, EngineHost host) : PSHostUserInterface
{
    private readonly EngineRawUserInterface _raw = new(console);

    public override PSHostRawUserInterface RawUI => _raw;

    public override bool SupportsVirtualTerminal => console.ShowsColors;

    public override void Write(string value) => console.Output.Write(GetOutputString(value, SupportsVirtualTerminal));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
    {
        if (!console.ShowsColors || foregroundColor == _raw.ForegroundColor)
        {
            Write(value);
            return;
        }

        console.Output.Write(PSStyle.MapForegroundColorToEscapeSequence(foregroundColor));
        if (backgroundColor != _raw.BackgroundColor)
            console.Output.Write(PSStyle.MapBackgroundColorToEscapeSequence(backgroundColor));
        console.Output.Write(value);
        console.Output.Write(PSStyle.Instance.Reset);
    }

    public override void WriteLine(string value) => console.Output.WriteLine(GetOutputString(value, SupportsVirtualTerminal));

    public override void WriteErrorLine(string value)
    {
        if (string.IsNullOrEmpty(value))
            return;
        host.ErrorWasShown = true;
        WriteDiagnostic("", value);
    }

    public override void WriteWarningLine(string message) => WriteDiagnostic(PSStyle.Instance.Formatting.Warning, $"WARNING: {message}");

    public override void WriteVerboseLine(string message) => WriteDiagnostic(PSStyle.Instance.Formatting.Verbose, $"VERBOSE: {message}");

    public override void WriteDebugLine(string message) => WriteDiagnostic(PSStyle.Instance.Formatting.Debug, $"DEBUG: {message}");

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    public override string ReadLine() => throw NotInteractive();

    public override SecureString ReadLineAsSecureString() => throw NotInteractive();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw NotInteractive();

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        throw NotInteractive();

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw NotInteractive();

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => throw NotInteractive();

    public static PSInvalidOperationException NotInteractive() =>
        new("SynthGen.Host is not interactive: it answers no prompts. Give the value as a parameter.");

    private void WriteDiagnostic(string color, string text)
    {
        string styled = color.Length == 0 ? text : color + text + PSStyle.Instance.Reset;
        console.Error.WriteLine(GetOutputString(styled, console.ShowsErrorColors));
    }
}
