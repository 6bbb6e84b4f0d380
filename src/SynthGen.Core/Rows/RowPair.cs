using System.Security.Cryptography;
using System.Text;
using SynthGen.Documents;
using SynthGen.Json;

namespace SynthGen.Rows;

/// <summary>Derives the id that the two rows of a minimal pair share.</summary>
internal static class RowPair
{
    /// <summary>
    /// Returns the first 16 hexadecimal digits of the SHA-256 of [source, number, label, ordinal, pair] as compact JSON. Runs,
    /// models and wordings do not change it.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="pair">The pair's place among those of the page, from 1.</param>
    public static string IdOf(PageKey page, int pair) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        JsonValue.ToJson(new List<object?> { page.Source, page.Number, page.Label, page.Ordinal, pair }))).AsSpan(0, 8));
}
