using SynthGen.Tools;

namespace SynthGen.Datasets.Formats;

/// <summary>Which names a format has for tools.</summary>
/// <param name="Allows">Says whether a tool may have a name.</param>
/// <param name="Text">The rule in words.</param>
internal sealed record ToolNameRule(Func<string, bool> Allows, string Text)
{
    /// <summary>OpenAI's rule, which Mistral has too.</summary>
    public static ToolNameRule OpenAI { get; } = new(name => ToolName.IsValid(name), ToolName.Rule);
}
