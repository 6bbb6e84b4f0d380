using System.Text.RegularExpressions;

namespace SynthGen.Models.Hub;

/// <summary>A model's name on the Hub: <c>owner/name</c> or <c>owner/name:quantization</c>.</summary>
public sealed partial record HubModelName
{
    private HubModelName(string repository, string? quantization) => (Repository, Quantization) = (repository, quantization);

    /// <summary><c>owner/name</c>.</summary>
    public string Repository { get; }

    /// <summary>The requested quantization, such as Q4_K_M; null for the default one.</summary>
    public string? Quantization { get; }

    /// <summary>Parses a name; null if the text has another form.</summary>
    public static HubModelName? TryParse(string text)
    {
        Match match = Form().Match(text);
        if (!match.Success || text.Contains("--", StringComparison.Ordinal) || text.Contains("..", StringComparison.Ordinal))
            return null;
        return new HubModelName(match.Groups["repository"].Value, match.Groups["quantization"] is { Success: true } group ? group.Value : null);
    }

    /// <inheritdoc/>
    public override string ToString() => Quantization is null ? Repository : $"{Repository}:{Quantization}";

    // The Hub's own rule for names; it also makes them safe as names of folders.
    [GeneratedRegex(@"\A(?<repository>[A-Za-z0-9_][A-Za-z0-9._-]{0,95}(?<![.-])/[A-Za-z0-9_][A-Za-z0-9._-]{0,95}(?<![.-]))(:(?<quantization>[A-Za-z0-9_.-]{1,32}))?\z")]
    private static partial Regex Form();
}
