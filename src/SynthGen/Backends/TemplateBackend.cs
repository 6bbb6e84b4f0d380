using System.Management.Automation;
using SynthGen.Commands;
using SynthGen.Generation;
using SynthGen.Generation.Template;
using SynthGen.Tools;

namespace SynthGen.Backends;

/// <summary>The offline backend: rows from templates, without a model.</summary>
internal static class TemplateBackend
{
    /// <summary>Its name for -Backend.</summary>
    public const string Name = "Template";

    // Everything else on the command is for language models.
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        nameof(NewSyntheticQueryCommand.InputObject), nameof(NewSyntheticQueryCommand.Backend), nameof(NewSyntheticQueryCommand.Tool),
        nameof(NewSyntheticQueryCommand.QueryPerPage), nameof(NewSyntheticQueryCommand.Seed), nameof(NewSyntheticQueryCommand.ThrottleLimit),
        nameof(NewSyntheticQueryCommand.OutcomeVariable), "WhatIf", "Confirm",
    };

    /// <summary>Ends a command that asks for another backend, or gives this one what only models heed.</summary>
    public static void Refuse(NewSyntheticQueryCommand command)
    {
        if (!command.Backend.Equals(Name, StringComparison.OrdinalIgnoreCase))
        {
            command.ThrowTerminatingError(Errors.Create(
                "UnknownBackend", ErrorCategory.InvalidArgument, command.Backend, $"There is no backend '{command.Backend}'.",
                $"Use one of: {string.Join(", ", BackendCompleter.Names)}."));
        }

        BackendParameters.Refuse(command, Name, name => !Own.Contains(name));
    }

    /// <summary>Creates the generator; ends the command if a tool takes something else than a single text.</summary>
    public static IQueryGenerator Create(NewSyntheticQueryCommand command)
    {
        List<TemplateTool> tools = [];
        foreach (ToolDefinition definition in command.Tool)
        {
            TemplateTool? tool = TemplateTool.From(definition);
            if (tool is null)
            {
                command.ThrowTerminatingError(Errors.Create(
                    "ToolNotUsable", ErrorCategory.InvalidArgument, definition,
                    $"The Template backend cannot use the tool '{definition.Name}': it needs exactly one string parameter that names a query, term, text or question, and no other required parameter.",
                    "Leave the tool out, or generate with a language model, which can fill any schema."));
            }

            tools.Add(tool!);
        }

        RowCheck check = new(LibraryLoadContext.Create<IToolSchemaValidator>());
        return new CheckingGenerator(new TemplateQueryGenerator(tools, command.QueryPerPage, command.Seed), check);
    }
}
