namespace SynthGen;

/// <summary>What of a command and its session is of use to those who know no cmdlet.</summary>
/// <param name="Given">The names of the parameters that were given.</param>
/// <param name="Folder">The current folder of the file system.</param>
/// <param name="ResolvePath">Makes a path of PowerShell's a full one of the file system's; what is there already is not asked.</param>
/// <param name="Verbose">Shows a line; from any thread.</param>
/// <param name="Warn">Shows a warning; from any thread.</param>
/// <param name="StopToken">Cancelled by Ctrl-C.</param>
internal sealed record CommandSession(
    IReadOnlyCollection<string> Given, string Folder, Func<string, string> ResolvePath, Action<string> Verbose, Action<string> Warn, CancellationToken StopToken);
