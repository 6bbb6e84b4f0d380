namespace SynthGen.Documents.Sources;

/// <summary>A document cannot be read in its format.</summary>
/// <param name="message">The problem in one sentence.</param>
/// <param name="advice">The remedy in one sentence.</param>
/// <param name="inner">The parser's error.</param>
public sealed class SourceException(string message, string advice, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The remedy in one sentence.</summary>
    public string Advice { get; } = advice;
}
