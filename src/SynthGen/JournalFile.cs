using System.Management.Automation;
using SynthGen.Generation.Journal;

namespace SynthGen;

/// <summary>Opens a command's journal.</summary>
internal static class JournalFile
{
    /// <summary>Opens a journal to write it, or begins one, with a warning of what is wrong in it.</summary>
    /// <exception cref="ConfigurationException">It cannot be opened.</exception>
    public static OutcomeJournal Open(CommandSession session, string journalPath)
    {
        string path = session.ResolvePath(journalPath);
        OutcomeJournal journal = Open(journalPath, () => OutcomeJournal.Open(path));
        if (journal.TornBytes > 0)
            session.Warn($"The last line of '{path}' was torn ({journal.TornBytes} bytes) and was cut off; what it was about is asked for again.");
        if (journal.BadLines > 0)
            session.Warn($"{journal.BadLines} lines of '{path}' are none of a journal's and are passed over.");
        if (journal.Count > 0)
            session.Verbose($"{journal.Count} outcomes are in the journal '{path}'.");
        return journal;
    }

    /// <summary>Opens a journal to look into it; null if there is none yet.</summary>
    /// <exception cref="ConfigurationException">It cannot be opened.</exception>
    public static OutcomeJournal? Peek(CommandSession session, string? journalPath)
    {
        string? path = journalPath is null ? null : session.ResolvePath(journalPath);
        return File.Exists(path) ? Open(journalPath!, () => OutcomeJournal.OpenRead(path)) : null;
    }

    private static OutcomeJournal Open(string journalPath, Func<OutcomeJournal> open)
    {
        try
        {
            return open();
        }
        catch (JournalInUseException error)
        {
            throw new ConfigurationException(Errors.Create(
                "JournalInUse", ErrorCategory.ResourceBusy, journalPath, error.Message,
                "Wait for the other run, or give this one a journal of its own.", error));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(Errors.Create(
                "JournalNotOpened", ErrorCategory.OpenError, journalPath, $"The journal '{journalPath}' cannot be opened: {error.Message}",
                "Check that its folder is there and that you may write in it.", error));
        }
    }
}
