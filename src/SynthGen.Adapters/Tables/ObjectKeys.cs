using System.Text;
using System.Text.Json;

namespace SynthGen.Adapters.Tables;

/// <summary>The keys of objects of one kind. They are found at once where they come in their order.</summary>
internal sealed class ObjectKeys(params IEnumerable<string> names)
{
    private readonly List<byte[]> _names = [.. names.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Adds a key.</summary>
    public void Add(string name) => _names.Add(Encoding.UTF8.GetBytes(name));

    /// <summary>Finds the key at which a reader stands.</summary>
    /// <param name="json">The reader.</param>
    /// <param name="expected">The number that the key probably has: one more than that of the key before.</param>
    /// <returns>The number of the key; -1 if it is none of these.</returns>
    public int Find(ref Utf8JsonReader json, int expected)
    {
        int key = expected;
        for (int left = _names.Count; left > 0; left--, key++)
        {
            if (key >= _names.Count)
                key = 0;
            if (json.ValueTextEquals(_names[key]))
                return key;
        }

        return -1;
    }
}
