namespace SynthGen.Tools;

/// <summary>One thing that is wrong with a schema or with arguments.</summary>
/// <param name="Path">Where, as a JSON path: "$.properties.query.type".</param>
/// <param name="Message">What, in words.</param>
public sealed record SchemaProblem(string Path, string Message)
{
    /// <summary>Path and message.</summary>
    public override string ToString() => $"{Path}: {Message}";
}
