namespace SynthGen;

/// <summary>The parts of a command and its session that code without a cmdlet needs.</summary>
/// <param name="Given">The names of the parameters that were given.</param>
/// <param name="Folder">The current folder of the file system.</param>
/// <param name="ResolvePath">Turns a PowerShell path into a full file system path; nothing has to exist there.</param>
/// <param name="Verbose">Shows a line; from any thread.</param>
/// <param name="Warn">Shows a warning; from any thread.</param>
/// <param name="StopToken">Cancelled by Ctrl-C.</param>
internal sealed record CommandSession(
    IReadOnlyCollection<string> Given, string Folder, Func<string, string> ResolvePath, Action<string> Verbose, Action<string> Warn, CancellationToken StopToken);
