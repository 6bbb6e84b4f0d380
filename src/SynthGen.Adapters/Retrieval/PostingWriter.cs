using Microsoft.Data.Sqlite;

namespace SynthGen.Adapters.Retrieval;

/// <summary>
/// Writes the posting list of every word of the pages (<see cref="PostingFormat"/>). Lists grow in memory up to a limit; then they
/// are stored, and new parts of them begin. A document within the limit has each list in one part.
/// </summary>
/// <param name="connection">The index.</param>
/// <param name="most">The number of entries, a page of a word each, that are held in memory; a word itself takes as much as <see cref="EntriesOfWord"/> of them.</param>
internal sealed class PostingWriter(SqliteConnection connection, int most = 4_000_000) : IDisposable
{
    private const int EntriesOfWord = 32;

    private readonly SqliteCommand _addList = connection.Command("INSERT INTO page_posting(word, first, list) VALUES ($word, $first, $list)", "$word", "$first", "$list");
    private readonly SqliteCommand _addLength = connection.Command("INSERT INTO page_length(place, words) VALUES ($place, $words)", "$place", "$words");
    private readonly Dictionary<string, Part> _parts = new(StringComparer.Ordinal);
    private int _entries;

    /// <summary>Adds the words of the next page.</summary>
    /// <param name="place">The page's place.</param>
    /// <param name="text">Its words, as they are given to SQLite's tokenizer.</param>
    public void Add(int place, ReadOnlySpan<char> text)
    {
        Dictionary<string, Part>.AlternateLookup<ReadOnlySpan<char>> parts = _parts.GetAlternateLookup<ReadOnlySpan<char>>();
        int words = 0;
        while (!text.IsEmpty)
        {
            int end = text.IndexOf(' ');
            ReadOnlySpan<char> word = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            if (word.IsEmpty)
                continue;
            words++;
            if (!parts.TryGetValue(word, out Part? part))
            {
                parts[word] = part = new Part(place);
                _entries += EntriesOfWord;
            }

            if (part.Add(place))
                _entries++;
        }

        _addLength.Parameters[0].Value = place;
        _addLength.Parameters[1].Value = words;
        _addLength.ExecuteNonQuery();
        if (_entries >= most)
            Store();
    }

    /// <summary>Stores the lists that are in memory. Call it after the last page.</summary>
    public void Store()
    {
        // In the order of the table, which then grows at its end.
        foreach ((string word, Part part) in _parts.OrderBy(part => part.Key, StringComparer.Ordinal))
        {
            _addList.Parameters[0].Value = word;
            _addList.Parameters[1].Value = part.First;
            _addList.Parameters[2].Value = part.ToBytes();
            _addList.ExecuteNonQuery();
        }

        _parts.Clear();
        _entries = 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _addList.Dispose();
        _addLength.Dispose();
    }

    private sealed class Part(int page)
    {
        private byte[] _bytes = new byte[PostingFormat.MostBytes];
        private int _length, _before = page, _page = page, _count;

        public int First { get; } = page;

        // True for the first time on a page.
        public bool Add(int next)
        {
            if (_count > 0 && next == _page)
            {
                _count++;
                return false;
            }

            End();
            (_page, _count) = (next, 1);
            return true;
        }

        public byte[] ToBytes()
        {
            End();
            return _bytes[.._length];
        }

        private void End()
        {
            if (_count == 0)
                return;
            if (_bytes.Length - _length < PostingFormat.MostBytes)
                Array.Resize(ref _bytes, 2 * _bytes.Length);
            _length += PostingFormat.Write(_bytes.AsSpan(_length), _page - _before, _count);
            (_before, _count) = (_page, 0);
        }
    }
}
