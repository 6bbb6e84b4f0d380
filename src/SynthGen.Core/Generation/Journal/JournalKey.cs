using System.Security.Cryptography;
using System.Text;
using SynthGen.Json;
using SynthGen.Models;

namespace SynthGen.Generation.Journal;

/// <summary>
/// The key of a page's work, from everything that determines its rows: the page's text, the tools, the prompt, the model and
/// the options. Other prompts or models simply have other keys.
/// </summary>
public sealed class JournalKey
{
    private readonly byte[] _settings;

    /// <summary>Hashes the parts that all pages of a run have in common.</summary>
    /// <param name="model">The requested model.</param>
    /// <param name="instruction">The instruction that the model reads; it holds tools and counts.</param>
    /// <param name="pagePrompt">The prompt around a page.</param>
    /// <param name="options">Other values that affect the rows, in a fixed order.</param>
    public JournalKey(string model, string instruction, string pagePrompt, params IReadOnlyList<object?> options) =>
        _settings = SHA256.HashData(Encoding.UTF8.GetBytes(
            JsonValue.ToJson(new List<object?> { model, instruction, pagePrompt, options })));

    /// <summary>Returns the sampling's values for <c>options</c>.</summary>
    public static IEnumerable<object?> Of(ChatSampling sampling) =>
        [sampling.Temperature, sampling.TopP, sampling.MaxOutputToken, sampling.ReasoningEffort, sampling.Seed];

    /// <summary>Returns the key of a page: 32 hexadecimal digits.</summary>
    public UInt128 Of(OcrPage page) => Of(page.Text);

    /// <summary>Returns the key of any text: 32 hexadecimal digits.</summary>
    public UInt128 Of(string text)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(_settings);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(bytes);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
