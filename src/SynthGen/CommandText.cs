using System.Management.Automation;
using System.Management.Automation.Language;
using SynthGen.Models;

namespace SynthGen;

/// <summary>
/// Shows commands as they were typed, without what must not travel: values of parameters, variables and table entries whose names
/// tell of secrets, the secret parts of addresses, and the home folder.
/// </summary>
internal static class CommandText
{
    private const string Mask = "***";

    private static readonly string[] SecretNames = ["key", "secret", "token", "password", "credential", "header", "auth"];

    // Their arguments are secrets, whatever their names.
    private static readonly string[] SecretCommands = ["ConvertTo-SecureString", "Set-Secret"];

    /// <summary>Returns the text; null if it cannot be read as commands, because then nobody knows what is a secret in it.</summary>
    /// <param name="script">The commands.</param>
    /// <param name="home">The home folder.</param>
    public static string? Of(string? script, string home)
    {
        if (string.IsNullOrWhiteSpace(script))
            return null;

        ScriptBlockAst parsed = Parser.ParseInput(script, out _, out ParseError[] errors);
        if (errors.Length > 0)
            return null;

        List<(IScriptExtent Place, string Text)> changes = [.. parsed.FindAll(_ => true, searchNestedScriptBlocks: true).SelectMany(Changes)];

        // A change within one that comes earlier is part of it.
        string shown = "";
        int end = 0;
        foreach ((IScriptExtent place, string text) in changes.OrderBy(change => change.Place.StartOffset).ThenByDescending(change => change.Place.EndOffset))
        {
            if (place.StartOffset < end)
                continue;
            shown += script[end..place.StartOffset] + text;
            end = place.EndOffset;
        }

        shown += script[end..];
        return (home.Length > 1 ? shown.Replace(home, "~", StringComparison.Ordinal) : shown).Trim();
    }

    /// <summary>Returns the pipeline that a command is part of, from its script's file; of what was typed, as much as stands on the command's line.</summary>
    public static string PipelineOf(InvocationInfo command)
    {
        bool isFile = File.Exists(command.ScriptName);
        try
        {
            int line = isFile ? command.ScriptLineNumber : 1;
            return Parser.ParseInput(isFile ? File.ReadAllText(command.ScriptName) : command.Line, out _, out _)
                .Find(ast => ast is CommandAst && ast.Extent.StartLineNumber == line && ast.Extent.StartColumnNumber == command.OffsetInLine, searchNestedScriptBlocks: true)
                ?.Parent.Extent.Text ?? command.Line;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return command.Line;
        }
    }

    private static IEnumerable<(IScriptExtent Place, string Text)> Changes(Ast ast) => ast switch
    {
        CommandAst command => Secrets(command).Select(place => (place, Mask)),
        AssignmentStatementAst assignment when IsSecret(assignment.Left.Extent.Text) => [(assignment.Right.Extent, Mask)],
        HashtableAst table => table.KeyValuePairs.Where(pair => IsSecret(pair.Item1.Extent.Text)).Select(pair => (pair.Item2.Extent, Mask)),
        StringConstantExpressionAst text when IsAddress(text.Value) => [(text.Extent, $"'{(Uri.TryCreate(text.Value, UriKind.Absolute, out Uri? address) ? EndpointText.Of(address) : Mask)}'")],
        ExpandableStringExpressionAst text when IsAddress(text.Value) && text.Value.AsSpan().ContainsAny('@', '?') => [(text.Extent, Mask)],
        _ => [],
    };

    private static bool IsAddress(string text) => text.Contains("://", StringComparison.Ordinal);

    private static IEnumerable<IScriptExtent> Secrets(CommandAst command)
    {
        bool isSecret = SecretCommands.Contains(command.GetCommandName(), StringComparer.OrdinalIgnoreCase);
        for (int i = 1; i < command.CommandElements.Count; i++)
        {
            CommandElementAst element = command.CommandElements[i];
            if (element is not CommandParameterAst parameter)
            {
                if (isSecret || (command.CommandElements[i - 1] is CommandParameterAst { Argument: null } before && IsSecret(before.ParameterName)))
                    yield return element.Extent;
            }
            else if (parameter.Argument is { } argument && (isSecret || IsSecret(parameter.ParameterName)))
            {
                yield return argument.Extent;
            }
        }
    }

    private static bool IsSecret(string text) => SecretNames.Any(name => text.Contains(name, StringComparison.OrdinalIgnoreCase));
}
