using SynthGen.Generation.Journal;
using SynthGen.Quality.Judging;

namespace SynthGen.Benchmarks.Fuzzing.Targets;

/// <summary>Journals of generation and of a judge: read, opened for writing, and continued.</summary>
internal sealed class JournalTarget : FuzzTarget
{
    private const string File = "fuzz.journal";
    private static readonly PageOutcome Outcome = new(12, "manual.txt", OutcomeStatus.Generated)
    {
        Rows = Fuzzing.Samples.Rows,
        Attempts = 2,
        Model = "m",
        InputTokens = 10,
        OutputTokens = 20,
        Dropped = new Dictionary<string, int> { ["NoEvidence"] = 2 },
        RawReply = "{\"queries\":[]}",
    };

    public override string Name => "journal";

    public override IReadOnlyList<byte[]> Samples { get; } = [Sample(Outcome), Sample(new PageOutcome(3, "a", OutcomeStatus.Failed) { Reason = "refused", Cause = FailureCause.Page, RequestId = "r" }), Sample()];

    public override IReadOnlyList<byte[]> Pieces { get; } = [.. JsonPieces, .. Bytes(
        ["{\"key\":\"00000000000000000000000000000001\",\"status\":\"Generated\"", "\"key\":", "\"status\":", "\"status\":7", "\"Empty\"", "\"Pending\"", "\"9\"", "\"rows\":[", "\"dropped\":{", "\"page\":", "\"attempts\":", "}\n"])];

    public override bool Run(byte[] input)
    {
        try
        {
            System.IO.File.WriteAllBytes(File, input);
            bool isValid = true;
            using (OutcomeJournal journal = OutcomeJournal.OpenRead(File))
            {
                foreach (PageOutcome outcome in journal.Records())
                    _ = outcome.Rows.Count;
                isValid &= journal.BadLines == 0 && journal.TornBytes == 0;
            }

            using (VerdictJournal verdicts = VerdictJournal.Open(File))
                _ = verdicts.Records().Count();
            using (OutcomeJournal journal = OutcomeJournal.Open(File))
            {
                journal.Append(1, Outcome);
                if (journal.Find(1) is not { Rows.Count: 2 } || journal.StatusOf(1) != OutcomeStatus.Generated)
                    throw new InvalidOperationException("What was appended is not found.");
            }

            return isValid;
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return false;
        }
    }

    private static byte[] Sample(params PageOutcome[] outcomes)
    {
        System.IO.File.Delete(File);
        using (OutcomeJournal journal = OutcomeJournal.Open(File))
        {
            for (int i = 0; i < outcomes.Length; i++)
                journal.Append((UInt128)i + 7, outcomes[i]);
        }

        return System.IO.File.ReadAllBytes(File);
    }
}
