using Microsoft.Data.Sqlite;

namespace SynthGen.Adapters.Retrieval;

/// <summary>
/// Writes the posting list of every word of the pages (<see cref="PostingFormat"/>). Lists grow in memory up to a limit; then they
/// are stored, and new parts of them begin. A document within the limit has each list in one part.
/// </summary>
/// <param name="connection">The index.</param>
/// <param name="most">The bytes of lists that are held in memory; a word itself takes as much as <see cref="BytesOfWord"/> of them.</param>
internal sealed class PostingWriter(SqliteConnection connection, int most = 64 << 20) : IDisposable
{
    private const int BytesOfWord = 256;

    private readonly SqliteCommand _addList =
        connection.Command("INSERT INTO page_posting(word, first, list, positions) VALUES ($word, $first, $list, $positions)", "$word", "$first", "$list", "$positions");
    private readonly SqliteCommand _addLength = connection.Command("INSERT INTO page_length(place, words) VALUES ($place, $words)", "$place", "$words");
    private readonly Dictionary<string, PostingPart> _parts = new(StringComparer.Ordinal);
    private int _held;

    /// <summary>Adds the words of the next page.</summary>
    /// <param name="place">The page's place.</param>
    /// <param name="text">Its words, separated by blanks.</param>
    public void Add(int place, ReadOnlySpan<char> text)
    {
        Dictionary<string, PostingPart>.AlternateLookup<ReadOnlySpan<char>> parts = _parts.GetAlternateLookup<ReadOnlySpan<char>>();
        int words = 0;
        while (!text.IsEmpty)
        {
            int end = text.IndexOf(' ');
            ReadOnlySpan<char> word = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            if (word.IsEmpty)
                continue;
            if (!parts.TryGetValue(word, out PostingPart? part))
            {
                parts[word] = part = new PostingPart(place);
                _held += BytesOfWord;
            }

            int before = part.Length;
            part.Add(place, words++);
            _held += part.Length - before;
        }

        _addLength.Parameters[0].Value = place;
        _addLength.Parameters[1].Value = words;
        _addLength.ExecuteNonQuery();
        if (_held >= most)
            Store();
    }

    /// <summary>Stores the lists that are in memory. Call it after the last page.</summary>
    public void Store()
    {
        // In the order of the table, which then grows at its end.
        foreach ((string word, PostingPart part) in _parts.OrderBy(part => part.Key, StringComparer.Ordinal))
        {
            _addList.Parameters[0].Value = word;
            _addList.Parameters[1].Value = part.First;
            _addList.Parameters[2].Value = part.GetList().ToArray();
            _addList.Parameters[3].Value = part.GetPositions().ToArray();
            _addList.ExecuteNonQuery();
        }

        _parts.Clear();
        _held = 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _addList.Dispose();
        _addLength.Dispose();
    }
}
