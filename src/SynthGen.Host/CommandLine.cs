using System.Diagnostics.CodeAnalysis;
using System.Management.Automation.Runspaces;

namespace SynthGen.Host;

/// <summary>What the Host was asked to run.</summary>
public enum CommandLineKind
{
    /// <summary>To say how it is used.</summary>
    Help,

    /// <summary>A script file with arguments.</summary>
    File,

    /// <summary>The text of a pipeline.</summary>
    Command,
}

/// <summary>The Host's command line, read as pwsh reads its own.</summary>
/// <param name="Kind">A script, a pipeline, or help.</param>
/// <param name="Text">The script's full path, or the pipeline's text.</param>
/// <param name="Arguments">What stands after a script's path, as it stands there.</param>
public sealed record CommandLine(CommandLineKind Kind, string Text, IReadOnlyList<string> Arguments)
{
    internal const string Usage = """
        Runs a script or a pipeline with the SynthGen module imported.

          SynthGen.Host [-File] <script.ps1> [arguments]
          SynthGen.Host -Command <pipeline>
          SynthGen.Host -Help
        """;

    /// <summary>Reads a command line; says what is wrong with one that it cannot read.</summary>
    public static bool TryParse(
        IReadOnlyList<string> arguments,
        [NotNullWhen(true)] out CommandLine? line,
        [NotNullWhen(false)] out string? problem)
    {
        line = null;
        problem = null;
        if (arguments.Count == 0)
        {
            problem = "Nothing to run.";
            return false;
        }

        switch (arguments[0].ToLowerInvariant())
        {
            case "-help" or "--help" or "-h" or "-?":
                line = new CommandLine(CommandLineKind.Help, "", []);
                return true;
            case "-command" or "-c" when arguments.Count == 1:
                problem = "-Command needs the text of a pipeline.";
                return false;
            case "-command" or "-c":
                line = new CommandLine(CommandLineKind.Command, string.Join(' ', arguments.Skip(1)), []);
                return true;
            case "-file" or "-f" when arguments.Count == 1:
                problem = "-File needs the path of a script.";
                return false;
            case "-file" or "-f":
                return TryScript(arguments[1], arguments.Skip(2), out line, out problem);
            case ['-', ..]:
                problem = $"Unknown option '{arguments[0]}'.";
                return false;
            default:
                return TryScript(arguments[0], arguments.Skip(1), out line, out problem);
        }
    }

    /// <summary>The arguments as parameters of the script, by the rules of pwsh -File.</summary>
    public IReadOnlyList<CommandParameter> BindArguments()
    {
        List<CommandParameter> parameters = [];
        string? waiting = null;
        foreach (string argument in Arguments)
        {
            if (waiting is not null)
            {
                parameters.Add(new CommandParameter(waiting, argument));
                waiting = null;
            }
            else if (argument is not ['-', _, ..])
            {
                parameters.Add(new CommandParameter(null, argument));
            }
            else if (argument.IndexOf(':') is >= 0 and int colon)
            {
                if (colon == argument.Length - 1)
                    waiting = argument.TrimEnd(':');
                else
                    parameters.Add(new CommandParameter(argument[..colon], Truth(argument[(colon + 1)..])));
            }
            else
            {
                parameters.Add(new CommandParameter(argument));
            }
        }

        return parameters;
    }

    private static object Truth(string value) =>
        bool.TryParse(value.AsSpan(value is ['$', ..] ? 1 : 0), out bool truth) ? truth : value;

    private static bool TryScript(
        string path,
        IEnumerable<string> arguments,
        [NotNullWhen(true)] out CommandLine? line,
        [NotNullWhen(false)] out string? problem)
    {
        string file = Path.GetFullPath(path);
        bool exists = File.Exists(file);
        line = exists ? new CommandLine(CommandLineKind.File, file, [.. arguments]) : null;
        problem = exists ? null : $"There is no script '{path}'.";
        return exists;
    }
}
