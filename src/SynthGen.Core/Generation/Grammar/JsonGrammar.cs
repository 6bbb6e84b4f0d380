namespace SynthGen.Generation.Grammar;

/// <summary>
/// A grammar in llama.cpp's notation (GBNF, ASCII only) whose sentences are JSON that fits a schema. Only
/// <see cref="SchemaGrammar"/> creates one, because an ill-formed grammar would end the process that loads it.
/// </summary>
public sealed class JsonGrammar
{
    /// <summary>The name of the start rule.</summary>
    public const string Root = "root";

    internal JsonGrammar(string text) => Text = text;

    /// <summary>The rules, one a line.</summary>
    public string Text { get; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>A JSON Schema has a keyword that a grammar cannot enforce.</summary>
/// <param name="keyword">The keyword.</param>
/// <param name="path">Its place, as a JSON Pointer.</param>
/// <param name="message">The reason.</param>
public sealed class SchemaNotSupportedException(string keyword, string path, string message)
    : NotSupportedException($"'{keyword}' at {(path.Length == 0 ? "the root" : path)} of the schema: {message}")
{
    /// <summary>The unsupported keyword.</summary>
    public string Keyword { get; } = keyword;

    /// <summary>The keyword's place, as a JSON Pointer into the schema.</summary>
    public string Path { get; } = path;
}
