using System.Text.RegularExpressions;

namespace SynthGen.Retrieval;

/// <summary>
/// The name of a sentence encoder in this process, as an index writes it: where the model is found, and what its vectors
/// depend on. Vectors can be compared if the second is the same, wherever the model lies.
/// </summary>
/// <param name="Reference">The built-in model's name, a name on the Hub, or the full path of a folder.</param>
/// <param name="Fingerprint">The weights' SHA-256, 16 digits of it; tokenizer, pooling and passages.</param>
public sealed partial record EncoderName(string Reference, string Fingerprint)
{
    /// <summary>Parses a name; null if the text has another form.</summary>
    public static EncoderName? TryParse(string text) =>
        Form().Match(text) is { Success: true } match ? new(match.Groups["reference"].Value, match.Groups["fingerprint"].Value) : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Reference} {Fingerprint}";

    [GeneratedRegex(@"\A(?<reference>.+) (?<fingerprint>[0-9a-f]{16}, .+)\z", RegexOptions.Singleline)]
    private static partial Regex Form();
}
