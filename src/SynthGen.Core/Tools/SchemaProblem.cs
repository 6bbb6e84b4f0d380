using SynthGen.Text;

namespace SynthGen.Tools;

/// <summary>One problem of a schema or of arguments.</summary>
/// <param name="Path">The place, as a JSON path: "$.properties.query.type".</param>
/// <param name="Message">The problem in words.</param>
public sealed record SchemaProblem(string Path, string Message)
{
    /// <summary>Path and message.</summary>
    public override string ToString() => PrintableText.Line($"{Path}: {Message}");
}
