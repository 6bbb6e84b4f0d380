using System.Management.Automation;
using SynthGen.Generation.Journal;

namespace SynthGen;

/// <summary>Opens a command's journal; what is wrong with it ends the command.</summary>
internal static class JournalFile
{
    /// <summary>Opens a journal to write it, or begins one, with a warning of what is wrong in it.</summary>
    public static OutcomeJournal Open(PSCmdlet command, string journalPath)
    {
        string path = Resolve(command, journalPath);
        OutcomeJournal journal = Open(command, journalPath, () => OutcomeJournal.Open(path));
        if (journal.TornBytes > 0)
            command.WriteWarning($"The last line of '{path}' was torn ({journal.TornBytes} bytes) and was cut off; what it was about is asked for again.");
        if (journal.BadLines > 0)
            command.WriteWarning($"{journal.BadLines} lines of '{path}' are none of a journal's and are passed over.");
        if (journal.Count > 0)
            command.WriteVerbose($"{journal.Count} outcomes are in the journal '{path}'.");
        return journal;
    }

    /// <summary>Opens a journal to look into it; null if there is none yet.</summary>
    public static OutcomeJournal? Peek(PSCmdlet command, string? journalPath)
    {
        string? path = journalPath is null ? null : Resolve(command, journalPath);
        return File.Exists(path) ? Open(command, journalPath!, () => OutcomeJournal.OpenRead(path)) : null;
    }

    private static string Resolve(PSCmdlet command, string path) => command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

    private static OutcomeJournal Open(PSCmdlet command, string journalPath, Func<OutcomeJournal> open)
    {
        try
        {
            return open();
        }
        catch (JournalInUseException error)
        {
            command.ThrowTerminatingError(Errors.Create(
                "JournalInUse", ErrorCategory.ResourceBusy, journalPath, error.Message,
                "Wait for the other run, or give this one a journal of its own.", error));
            throw;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            command.ThrowTerminatingError(Errors.Create(
                "JournalNotOpened", ErrorCategory.OpenError, journalPath, $"The journal '{journalPath}' cannot be opened: {error.Message}",
                "Check that its folder is there and that you may write in it.", error));
            throw;
        }
    }
}
