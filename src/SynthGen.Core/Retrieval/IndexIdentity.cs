using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SynthGen.Documents;

namespace SynthGen.Retrieval;

/// <summary>Tells indexes apart by what they find, not by their files: one that is built again is the same.</summary>
internal static class IndexIdentity
{
    /// <summary>Returns a hash of the pages, their texts and the embedding: 32 hexadecimal digits. It reads all pages once.</summary>
    public static string Of(IPageStore store)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(store.Embedding.ToString());
        for (int place = 0; place < store.Keys.Count; place++)
        {
            PageKey key = store.Keys[place];
            Add(string.Create(CultureInfo.InvariantCulture, $"{key.Source}\0{key.Ordinal}\0{key.Number}\0{key.Label}"));
            Add(store.Read(place).Text);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));

        // The length first, so that no two lists of texts are alike when they are put together.
        void Add(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }
}
