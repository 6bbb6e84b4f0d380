using System.Management.Automation;
using System.Text;
using System.Text.Json;
using SynthGen.Files;
using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Commands;

/// <summary>Reads tools from JSON files: OpenAI function lists, MCP tools/list results, Anthropic tools; one or many a file.</summary>
[Cmdlet(VerbsData.Import, "ToolDefinition", DefaultParameterSetName = "Path")]
[OutputType(typeof(ToolDefinition))]
public sealed class ImportToolDefinitionCommand : ImportCmdlet
{
    // A longer name is cut in messages.
    private const int LongestName = 64;

    /// <inheritdoc/>
    private protected override void Import(string file)
    {
        string json = "";
        try
        {
            json = File.ReadAllText(file, Encoding.UTF8);
            object? root = JsonValue.Parse(json);
            FaultLimit bad = new();
            foreach (ToolListEntry entry in ToolList.Read(root, SchemaValidator.Default))
                Write(file, entry, bad);
            if (bad.Rest > 0)
            {
                WriteError(Errors.Create(
                    "InvalidToolDefinitions", ErrorCategory.InvalidData, file, $"{bad.Rest:#,0} more tools in '{file}' are broken or have no description.",
                    "See whether the file is a list of tools; its other tools were imported."));
            }

            if (ToolList.GoesOn(root))
                WriteWarning($"'{file}' is one part of a list: it has a nextCursor. Fetch the rest and import that too.");
        }
        catch (JsonException error)
        {
            (long line, long column) = JsonValue.PositionOf(json, error);
            WriteError(Errors.Create(
                "ToolFileNotJson",
                ErrorCategory.ParserError,
                file,
                $"'{file}' is not JSON at line {line}, column {column}.",
                "Correct it there: no comments, no trailing commas, no more than 64 levels.",
                error));
        }
        catch (FormatException error)
        {
            WriteError(Errors.Create(
                "NotAToolFile",
                ErrorCategory.InvalidData,
                file,
                $"'{file}' holds no tools: {error.Message}.",
                "Give an OpenAI function list, the result of MCP's tools/list, or a single tool.",
                error));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            WriteError(Errors.Create(
                "ToolFileUnreadable", ErrorCategory.ReadError, file, $"'{file}' cannot be read: {error.Message}", "Check that it is there and may be read.", error));
        }
    }

    private void Write(string file, ToolListEntry entry, FaultLimit bad)
    {
        if (entry.Tool is { } tool)
        {
            if (tool.Description.Length == 0 && bad.Add())
                WriteWarning($"The tool '{tool.Name}' in '{file}' has no description; a model chooses tools by theirs.");
            WriteObject(tool);
            return;
        }

        if (!bad.Add())
            return;

        string who = entry.Name is not { } name ? $"The tool at {entry.Path}"
            : name.Length > LongestName ? $"The tool '{name.AsSpan(0, LongestName)}…'" : $"The tool '{name}'";
        WriteError(Errors.Create(
            "InvalidToolDefinition",
            ErrorCategory.InvalidData,
            file,
            $"{who} in '{file}' is broken: {string.Join("; ", entry.Problems)}.",
            "Correct the file at the path that is named; its other tools were imported."));
    }
}
