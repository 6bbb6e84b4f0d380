using System.Management.Automation;
using SynthGen.Text;

namespace SynthGen;

/// <summary>
/// Base of all cmdlets. Text that they print may come from pages, files and servers, so it goes through
/// <see cref="PrintableText"/> here, on its way to every stream and prompt. Objects stay as they are.
/// </summary>
public abstract class ModuleCmdlet : PSCmdlet
{
    internal new void WriteError(ErrorRecord errorRecord) => base.WriteError(PrintableError.Of(errorRecord));

    internal new void ThrowTerminatingError(ErrorRecord errorRecord) => base.ThrowTerminatingError(PrintableError.Of(errorRecord));

    internal new void WriteWarning(string text) => base.WriteWarning(PrintableText.Line(text));

    internal new void WriteVerbose(string text) => base.WriteVerbose(PrintableText.Line(text));

    internal new void WriteDebug(string text) => base.WriteDebug(PrintableText.Line(text));

    // An object prints itself: the records' ToString is printable.
    internal new void WriteInformation(object messageData, string[] tags) =>
        base.WriteInformation(messageData is string text ? PrintableText.Line(text) : messageData, tags);

    internal new void WriteProgress(ProgressRecord progressRecord)
    {
        progressRecord.Activity = PrintableText.Line(progressRecord.Activity);
        progressRecord.StatusDescription = PrintableText.Line(progressRecord.StatusDescription);
        if (progressRecord.CurrentOperation is { } operation)
            progressRecord.CurrentOperation = PrintableText.Line(operation);
        base.WriteProgress(progressRecord);
    }

    internal new bool ShouldProcess(string target, string action) => base.ShouldProcess(PrintableText.Line(target), PrintableText.Line(action));

    internal new bool ShouldProcess(string verboseDescription, string verboseWarning, string caption) =>
        base.ShouldProcess(PrintableText.Line(verboseDescription), PrintableText.Line(verboseWarning), PrintableText.Line(caption));

    /// <summary>Warns from Dispose, where a stopped command may no longer write to its streams.</summary>
    internal void WarnAtEnd(string message)
    {
        try
        {
            WriteWarning(message);
        }
        catch (Exception error) when (error is PipelineStoppedException or InvalidOperationException or NotImplementedException)
        {
            Host?.UI?.WriteWarningLine(PrintableText.Line(message));
        }
    }
}
