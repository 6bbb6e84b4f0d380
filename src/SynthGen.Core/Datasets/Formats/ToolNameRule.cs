using SynthGen.Tools;

namespace SynthGen.Datasets.Formats;

/// <summary>A format's rule for names of tools.</summary>
/// <param name="Allows">Whether a tool may have a name.</param>
/// <param name="Text">The rule in words.</param>
internal sealed record ToolNameRule(Func<string, bool> Allows, string Text)
{
    /// <summary>OpenAI's rule, which Mistral shares.</summary>
    public static ToolNameRule OpenAI { get; } = new(name => ToolName.IsValid(name), ToolName.Rule);
}
