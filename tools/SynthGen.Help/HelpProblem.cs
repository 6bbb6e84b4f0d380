namespace SynthGen.Help;

/// <summary>A mistake in a page of help. Its text has the form of MSBuild's errors: file(line): error id: message.</summary>
/// <param name="Line">The line of the page, from 1.</param>
public sealed record HelpProblem(string File, int Line, string Id, string Message)
{
    public override string ToString() => $"{File}({Line}): error {Id}: {Message}";
}
