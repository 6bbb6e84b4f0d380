using System.Management.Automation;
using SynthGen.Conversations.Model;
using SynthGen.Files;
using SynthGen.Generation.Graph;
using SynthGen.Generation.Journal;
using SynthGen.Models.Batches;
using SynthGen.Quality.Judging;

namespace SynthGen;

/// <summary>Opens a command's journal.</summary>
internal static class JournalFile
{
    /// <summary>Opens a journal of pages for writing, or begins one. Damage in it is a warning.</summary>
    /// <exception cref="ConfigurationException">It cannot be opened.</exception>
    public static OutcomeJournal Open(CommandSession session, string journalPath) => Open<OutcomeJournal, PageOutcome>(session, journalPath, OutcomeJournal.Open);

    /// <summary>Opens a judge's journal for writing, or begins one. Damage in it is a warning.</summary>
    /// <exception cref="ConfigurationException">It cannot be opened.</exception>
    public static VerdictJournal OpenVerdicts(CommandSession session, string journalPath) => Open<VerdictJournal, JudgeVerdict>(session, journalPath, VerdictJournal.Open);

    /// <summary>Opens a journal of replies for writing, or begins one. Damage in it is a warning.</summary>
    /// <exception cref="ConfigurationException">It cannot be opened.</exception>
    public static ReplyJournal OpenReplies(CommandSession session, string journalPath) => Open<ReplyJournal, JournaledReply>(session, journalPath, ReplyJournal.Open);

    /// <summary>Opens a graph's journal for writing, or begins one. Damage in it is a warning.</summary>
    /// <exception cref="ConfigurationException">It cannot be opened.</exception>
    public static EntityJournal OpenEntities(CommandSession session, string journalPath) => Open<EntityJournal, EntityOutcome>(session, journalPath, EntityJournal.Open);

    /// <summary>Opens the journal of jobs that belongs to a command's journal, or begins one. Damage in it is a warning.</summary>
    /// <exception cref="ConfigurationException">It cannot be opened.</exception>
    public static BatchJournal OpenBatches(CommandSession session, string journalPath)
    {
        string path = BatchJournal.PathFor(session.ResolvePath(journalPath));
        BatchJournal journal = Guard(session, path, stop => BatchJournal.Open(path, stop));
        if (journal.TornBytes > 0)
            session.Warn($"The last line of '{path}' was torn ({journal.TornBytes} bytes) and was cut off; what it said is found out anew.");
        if (journal.BadLines > 0)
            session.Warn($"{journal.BadLines} lines of '{path}' do not belong to a journal of jobs and are skipped.");
        return journal;
    }

    /// <summary>Opens the journal of jobs that belongs to a command's journal for reading.</summary>
    /// <exception cref="ConfigurationException">There is none, or it cannot be opened.</exception>
    public static BatchJournal PeekBatches(CommandSession session, string journalPath)
    {
        string path = BatchJournal.PathFor(session.ResolvePath(journalPath));
        return File.Exists(path) ? Guard(session, path, stop => BatchJournal.OpenRead(path, stop)) : throw new ConfigurationException(Errors.Create(
            "NoBatches", ErrorCategory.ObjectNotFound, journalPath, $"There are no jobs of '{journalPath}': '{path}' is not there.",
            "Give the -JournalPath of a command that ran with -Batch."));
    }

    /// <summary>Opens a journal of pages for reading; null if there is none yet.</summary>
    /// <exception cref="ConfigurationException">It cannot be opened.</exception>
    public static OutcomeJournal? Peek(CommandSession session, string? journalPath)
    {
        string? path = journalPath is null ? null : session.ResolvePath(journalPath);
        return File.Exists(path) ? Guard(session, journalPath!, stop => OutcomeJournal.OpenRead(path, stop)) : null;
    }

    /// <summary>The error of a journal that could not be written to the end of a run.</summary>
    /// <param name="failure">Why not.</param>
    /// <param name="journalPath">The path as given.</param>
    /// <param name="rest">What is left undone, in a sentence.</param>
    public static ErrorRecord NotWritten(Exception failure, string? journalPath, string rest) => Errors.Create(
        "JournalNotWritten", ErrorCategory.WriteError, journalPath, $"{failure.Message.TrimEnd('.')}. {rest}",
        "Make room or name another journal, and run the same command again: what the journal has is not asked for again.", failure);

    private static TJournal Open<TJournal, TRecord>(CommandSession session, string journalPath, Func<string, CancellationToken, TJournal> open)
        where TJournal : Journal<TRecord>
        where TRecord : class
    {
        string path = session.ResolvePath(journalPath);
        TJournal journal = Guard(session, journalPath, stop => open(path, stop));
        if (journal.TornBytes > 0)
            session.Warn($"The last line of '{path}' was torn ({journal.TornBytes} bytes) and was cut off; its page, row or turn is asked for again.");
        if (journal.BadLines > 0)
            session.Warn($"{journal.BadLines} lines of '{path}' do not belong to a journal and are skipped.");
        if (journal.Count > 0)
            session.Verbose($"{journal.Count} outcomes are in the journal '{path}'.");
        return journal;
    }

    private static TJournal Guard<TJournal>(CommandSession session, string journalPath, Func<CancellationToken, TJournal> open)
    {
        try
        {
            return open(session.StopToken);
        }
        catch (OperationCanceledException) when (session.StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception error) when (error is JournalInUseException or FileInUseException)
        {
            throw new ConfigurationException(Errors.Create(
                "JournalInUse", ErrorCategory.ResourceBusy, journalPath, error.Message,
                "Wait for the other run, or give this one a journal of its own.", error));
        }
        catch (NotAFileException error)
        {
            throw new ConfigurationException(Errors.NotAFile(journalPath, error));
        }
        catch (InvalidDataException error)
        {
            throw new ConfigurationException(Errors.Create(
                "NotAJournal", ErrorCategory.InvalidData, journalPath, $"'{journalPath}' is not a journal, and was left as it is. {error.Message}",
                "Name a new file, or a journal that -JournalPath began.", error));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(Errors.Create(
                "JournalNotOpened", ErrorCategory.OpenError, journalPath, $"The journal '{journalPath}' cannot be opened: {error.Message}",
                "Check that its folder is there and that you may write in it.", error));
        }
    }
}
