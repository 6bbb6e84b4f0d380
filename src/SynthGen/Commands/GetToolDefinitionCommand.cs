using System.Management.Automation;
using SynthGen.Tools;

namespace SynthGen.Commands;

/// <summary>Gets the built-in tools.</summary>
[Cmdlet(VerbsCommon.Get, "ToolDefinition")]
[OutputType(typeof(ToolDefinition))]
public sealed class GetToolDefinitionCommand : ModuleCmdlet
{
    /// <summary>Names, or patterns of names; all tools if left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(BuiltInToolCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string name in Name)
        {
            WildcardPattern pattern = new(name, WildcardOptions.IgnoreCase);
            List<ToolDefinition> found;
            try
            {
                found = [.. BuiltInTools.All.Where(tool => pattern.IsMatch(tool.Name))];
            }
            catch (WildcardPatternException error)
            {
                WriteError(Errors.Create("BadPattern", ErrorCategory.InvalidArgument, name, $"'{name}' is not a pattern.", "Put a backtick before a bracket that means itself.", error));
                continue;
            }

            WriteObject(found, enumerateCollection: true);
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(Errors.Create(
                    "ToolNotFound",
                    ErrorCategory.ObjectNotFound,
                    name,
                    $"There is no built-in tool '{name}'.",
                    $"There are: {string.Join(", ", BuiltInTools.All)}. Define others with New-ToolDefinition or Import-ToolDefinition."));
            }
        }
    }
}
