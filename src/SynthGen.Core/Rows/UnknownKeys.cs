using System.Text.Json;

namespace SynthGen.Rows;

/// <summary>Collects the keys of lines that the format does not define.</summary>
internal sealed class UnknownKeys
{
    private const int Most = 20;
    private readonly SortedSet<string> _keys = new(StringComparer.Ordinal);

    /// <summary>The first twenty keys.</summary>
    public IReadOnlyCollection<string> Keys => _keys;

    /// <summary>Notes a key.</summary>
    public void Add(string key)
    {
        if (_keys.Count < Most)
            _keys.Add(key);
    }

    /// <summary>Notes the key at the reader's position, and skips its value.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="prefix">The place of the object that has the key, ended by a point; empty for the line itself.</param>
    public void PassOver(ref Utf8JsonReader reader, string prefix)
    {
        if (_keys.Count < Most)
            _keys.Add(prefix + reader.GetString());
        reader.Read();
        reader.Skip();
    }
}
