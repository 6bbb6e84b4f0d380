using System.Management.Automation;
using SynthGen.Commands;
using SynthGen.Generation.Journal;
using SynthGen.Models;
using SynthGen.Models.Pacing;
using SynthGen.Quality.Judging;

namespace SynthGen.Backends;

/// <summary>Puts together what judging rows with a language model takes, from the command's parameters.</summary>
internal sealed class JudgeBackend : IDisposable
{
    private readonly TestSyntheticQueryCommand _command;
    private readonly IChatModel _model;
    private readonly VerdictJournal? _journal;

    /// <summary>Reaches for the judge; ends the command if that cannot be.</summary>
    public JudgeBackend(TestSyntheticQueryCommand command, CancellationToken cancellationToken)
    {
        _command = command;
        HostedBackend backend = HostedBackend.Find(command.JudgeBackend!) ?? throw Unknown();
        ChatModelSettings settings = command.Connect(backend);
        ChatSampling sampling = command.Sampling(seed: null);
        _journal = command.JournalPath is null ? null : JournalFile.OpenVerdicts(command, command.JournalPath);
        _model = command.CreateModel(settings);
        JournalKey keys = new(settings.Model, JudgePrompt.Version, "judge", [backend.Name, .. JournalKey.Of(sampling)]);
        Run = new JudgeRun(new RowJudge(_model, sampling, _journal, keys), command.ThrottleLimit ?? PaceLimits.MostConcurrent, cancellationToken);
    }

    /// <summary>The run that rows are given to.</summary>
    public JudgeRun Run { get; }

    /// <summary>Ends a command that gives what only a judge heeds, without one.</summary>
    public static void RefuseWithout(TestSyntheticQueryCommand command)
    {
        HashSet<string> own = [.. typeof(ModelCmdlet).GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute), inherit: true)).Select(property => property.Name), nameof(command.JournalPath)];
        string[] given = [.. command.MyInvocation.BoundParameters.Keys.Where(own.Contains).Select(name => "-" + name)];
        if (given.Length > 0)
        {
            command.ThrowTerminatingError(Errors.Create(
                "ParameterNotUsed", ErrorCategory.InvalidArgument, given, $"{string.Join(", ", given)} is for a judge, and there is none.",
                "Leave it out, or name the judge's backend by -JudgeBackend."));
        }
    }

    /// <summary>Ends the command if the server refuses the judge altogether.</summary>
    public void StopIfRefused()
    {
        if (Run.End is { End: RunEnd.Fatal } end)
            _command.ThrowTerminatingError(ModelGeneration.Refused(end, _command.JudgeBackend!));
    }

    /// <summary>Warns of rows that could not be judged.</summary>
    public void Warn()
    {
        if (Run.End is not { } end || Run.Unasked == 0)
            return;
        string advice = _journal is null ? "Give -JournalPath, so that the rows that are judged need not be paid for again." : "The same command judges only what is not in the journal yet.";
        _command.WriteWarning($"{end.Message.ReplaceLineEndings(" ")} {Run.Unasked} rows were not judged, and so did not pass. {advice}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _model.Dispose();
        _journal?.Dispose();
    }

    private Exception Unknown()
    {
        _command.ThrowTerminatingError(Errors.Create(
            "UnknownBackend", ErrorCategory.InvalidArgument, _command.JudgeBackend, $"There is no judge '{_command.JudgeBackend}'.",
            $"Use one of: {string.Join(", ", HostedBackend.All.Select(backend => backend.Name))}."));
        return new InvalidOperationException();
    }
}
