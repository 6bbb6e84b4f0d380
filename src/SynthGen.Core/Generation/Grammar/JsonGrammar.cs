namespace SynthGen.Generation.Grammar;

/// <summary>
/// A grammar in llama.cpp's notation (GBNF, ASCII only) whose sentences are JSON that fits a schema. Only
/// <see cref="SchemaGrammar"/> makes one: an ill-formed grammar would end the process that loads it.
/// </summary>
public sealed class JsonGrammar
{
    /// <summary>The name of the rule that a sentence begins with.</summary>
    public const string Root = "root";

    internal JsonGrammar(string text) => Text = text;

    /// <summary>The rules, one a line.</summary>
    public string Text { get; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>A JSON Schema asks for what a grammar cannot promise.</summary>
/// <param name="keyword">What it asks for.</param>
/// <param name="path">Where, as a JSON Pointer.</param>
/// <param name="message">Why not.</param>
public sealed class SchemaNotSupportedException(string keyword, string path, string message)
    : NotSupportedException($"'{keyword}' at {(path.Length == 0 ? "the root" : path)} of the schema: {message}")
{
    /// <summary>The keyword that is not supported.</summary>
    public string Keyword { get; } = keyword;

    /// <summary>Where it stands, as a JSON Pointer into the schema.</summary>
    public string Path { get; } = path;
}
