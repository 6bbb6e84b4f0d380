using System.Management.Automation;
using SynthGen.Generation.Journal;
using SynthGen.Quality.Judging;

namespace SynthGen;

/// <summary>Opens a command's journal; what is wrong with it ends the command.</summary>
internal static class JournalFile
{
    /// <summary>Opens a journal of pages to write it, or begins one, with a warning of what is wrong in it.</summary>
    public static OutcomeJournal Open(AsyncCmdlet command, string journalPath) => Open<OutcomeJournal, PageOutcome>(command, journalPath, OutcomeJournal.Open);

    /// <summary>Opens a journal of a judge to write it, or begins one, with a warning of what is wrong in it.</summary>
    public static VerdictJournal OpenVerdicts(AsyncCmdlet command, string journalPath) => Open<VerdictJournal, JudgeVerdict>(command, journalPath, VerdictJournal.Open);

    /// <summary>Opens a journal of pages to look into it; null if there is none yet.</summary>
    public static OutcomeJournal? Peek(AsyncCmdlet command, string? journalPath)
    {
        string? path = journalPath is null ? null : Resolve(command, journalPath);
        return File.Exists(path) ? Guard(command, journalPath!, stop => OutcomeJournal.OpenRead(path, stop)) : null;
    }

    private static TJournal Open<TJournal, TRecord>(AsyncCmdlet command, string journalPath, Func<string, CancellationToken, TJournal> open)
        where TJournal : Journal<TRecord>
        where TRecord : class
    {
        string path = Resolve(command, journalPath);
        TJournal journal = Guard(command, journalPath, stop => open(path, stop));
        if (journal.TornBytes > 0)
            command.WriteWarning($"The last line of '{path}' was torn ({journal.TornBytes} bytes) and was cut off; what it was about is asked for again.");
        if (journal.BadLines > 0)
            command.WriteWarning($"{journal.BadLines} lines of '{path}' are none of a journal's and are passed over.");
        if (journal.Count > 0)
            command.WriteVerbose($"{journal.Count} outcomes are in the journal '{path}'.");
        return journal;
    }

    private static string Resolve(PSCmdlet command, string path) => command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

    private static TJournal Guard<TJournal>(AsyncCmdlet command, string journalPath, Func<CancellationToken, TJournal> open)
    {
        try
        {
            return command.Run(open);
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
