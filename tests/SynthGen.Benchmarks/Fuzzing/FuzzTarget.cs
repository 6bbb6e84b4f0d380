using System.Text;

namespace SynthGen.Benchmarks.Fuzzing;

/// <summary>A reader that is fed with broken input.</summary>
internal abstract class FuzzTarget
{
    /// <summary>Pieces of JSON, with numbers at borders and characters that need care.</summary>
    protected static IReadOnlyList<byte[]> JsonPieces { get; } = Bytes(
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud83d", "\\\"", "\n", "\r", "\0", " ", "null", "true", "NaN", "-1.5e3", "1e999", "-0", "\"\"", "{}", "[]", "[[", "{\"a\":", "\uFEFF", "\u2028", "\u202E", "\u001B[2J",
        "18446744073709551616", "-9223372036854775808", "2147483648", "0.0000000000000000000000000000001", "1e-400",
    ]);

    /// <summary>The name, as users write it.</summary>
    public abstract string Name { get; }

    /// <summary>Valid input, as the program itself writes it where it does.</summary>
    public abstract IReadOnlyList<byte[]> Samples { get; }

    /// <summary>Pieces that mean something to the reader.</summary>
    public virtual IReadOnlyList<byte[]> Pieces => JsonPieces;

    /// <summary>Whether most changes keep the length, because the input is addressed by positions.</summary>
    public virtual bool KeepsLength => false;

    /// <summary>Feeds an input.</summary>
    /// <returns>Whether the reader took it as valid. Errors that the reader declares are caught; any other exception is a finding.</returns>
    public abstract bool Run(byte[] input);

    /// <summary>Encodes texts.</summary>
    protected static byte[][] Bytes(IEnumerable<string> texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
