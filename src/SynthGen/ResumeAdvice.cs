using System.Management.Automation;
using System.Net;
using SynthGen.Models;

namespace SynthGen;

/// <summary>Says how a run that ended early goes on.</summary>
internal static class ResumeAdvice
{
    /// <summary>When to come back and with which command, in sentences.</summary>
    /// <param name="command">The command.</param>
    /// <param name="end">Why its run ended.</param>
    /// <param name="hasJournal">Whether it has a journal.</param>
    /// <param name="nextQuotaDay">When the daily quota is reset; null if that is not known.</param>
    /// <param name="time">The clock.</param>
    /// <param name="done">What is done, in a word: pages, turns.</param>
    public static string Of(ConnectionCmdlet command, RunEndedException end, bool hasJournal, DateTimeOffset? nextQuotaDay, TimeProvider time, string done)
    {
        string when = end.End switch
        {
            RunEnd.Unavailable => "Come back when it does.",
            RunEnd.DailyQuota => ComeBackAdvice.Of(end, nextQuotaDay, time),
            RunEnd.JournalNotWritten => "Make room to go on.",
            _ => "Raise the budget to go on.",
        };
        return hasJournal
            ? $"{when} The same command sends only what is not in the journal yet: {Shown(command)}"
            : $"{when} Give -JournalPath, so that the {done} that are done need not be paid for again.";
    }

    /// <summary>Says that the same command goes on when jobs are over.</summary>
    public static string Later(ConnectionCmdlet command) => $"Run the same command again later, or with -Wait to wait for the answers: {Shown(command)}";

    // The statement without the secrets in it.
    private static string Shown(ConnectionCmdlet command)
    {
        KeyRedactor redactor = new();
        redactor.Add(new NetworkCredential("", command.ApiKey).Password);
        string statement = StatementOf(command);
        if (command.Endpoint is { } endpoint)
        {
            statement = statement.Replace(endpoint.OriginalString, EndpointText.Of(endpoint), StringComparison.Ordinal);
            foreach (string secret in EndpointText.Secrets(endpoint))
                redactor.Add(secret);
        }

        return redactor.Redact(statement);
    }

    // A warning is one line: a backtick at the end of one would escape the blank that stands for it. The position of the whole pipeline, where the engine knows it (from PowerShell 7.4 on).
    private static string StatementOf(PSCmdlet command) =>
        (new PSObject(command.MyInvocation).Properties["Statement"]?.Value as string is { Length: > 0 } statement ? statement : command.MyInvocation.Line)
        .ReplaceLineEndings("\n").Replace("`\n", " ", StringComparison.Ordinal).Trim();
}
