using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Retrieval;

/// <summary>Writes an index in one transaction.</summary>
internal sealed class PageStoreWriter : IPageStoreWriter
{
    private readonly string _name;
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly SqliteCommand _addPage, _addVector;
    private bool _handedOver;

    public PageStoreWriter(string name)
    {
        _name = name;
        _connection = PageDatabase.Connect(name, SqliteOpenMode.ReadWriteCreate);

        // An incomplete file is deleted, so nothing is ever rolled back.
        _connection.Run($"PRAGMA journal_mode = OFF; PRAGMA application_id = {PageDatabase.ApplicationId}; PRAGMA user_version = {PageTables.Latest.Version};");
        _transaction = _connection.BeginTransaction();
        _connection.Run(PageTables.Latest.Definition);
        _addPage = _connection.Command(
            "INSERT OR IGNORE INTO page(ordinal, number, source, label, line, confidence, text) VALUES ($ordinal, $number, $source, $label, $line, $confidence, $text)",
            "$ordinal", "$number", "$source", "$label", "$line", "$confidence", "$text");
        _addVector = _connection.Command("INSERT INTO page_vector(place, value) VALUES ($place, $value)", "$place", "$value");
    }

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public bool Add(OcrPage page)
    {
        object[] values =
        [
            page.Ordinal, page.Number, StoredText.From(page.Source), StoredText.From(page.Label), page.Line,
            page.Confidence is { } confidence ? confidence : DBNull.Value, StoredText.From(page.Text),
        ];
        for (int i = 0; i < values.Length; i++)
            _addPage.Parameters[i].Value = values[i];
        bool added = Guard(() => _addPage.ExecuteNonQuery()) == 1;
        Count += added ? 1 : 0;
        return added;
    }

    /// <inheritdoc/>
    public void IndexWords(Func<string, string> prepare, CancellationToken cancellationToken) => Guard(() =>
    {
        using PostingWriter postings = new(_connection);
        int place = 0;
        foreach (string text in ReadTexts())
        {
            cancellationToken.ThrowIfCancellationRequested();
            postings.Add(place++, StoredText.Searchable(prepare(text)));
        }

        postings.Store();
        return 0;
    });

    /// <inheritdoc/>
    public IEnumerable<string> ReadTexts()
    {
        using SqliteCommand read = _connection.Command($"SELECT text FROM page ORDER BY {PageTables.Latest.Order}");
        using SqliteDataReader reader = read.ExecuteReader();
        while (reader.Read())
            yield return reader.Text(0);
    }

    /// <inheritdoc/>
    public void AddVectors(IReadOnlyList<PageVector> vectors) => Guard(() =>
    {
        foreach ((int place, float[] vector) in vectors)
        {
            _addVector.Parameters[0].Value = place;
            _addVector.Parameters[1].Value = MemoryMarshal.AsBytes(vector.AsSpan()).ToArray();
            _addVector.ExecuteNonQuery();
        }

        return 0;
    });

    /// <inheritdoc/>
    public IPageStore Complete(StoredEmbedding embedding, byte[] model) => Guard(() =>
    {
        using SqliteCommand add = _connection.Command(
            "INSERT INTO embedding(backend, name, dimensions, model) VALUES ($backend, $name, $dimensions, $model)",
            "$backend", "$name", "$dimensions", "$model");
        object[] values = [embedding.Backend, embedding.Model, embedding.Dimensions, model];
        for (int i = 0; i < values.Length; i++)
            add.Parameters[i].Value = values[i];
        add.ExecuteNonQuery();
        _transaction.Commit();

        // A database in memory exists as long as a connection to it.
        PageStore store = new(() => PageDatabase.ConnectForReading(_name), PageTables.Latest, _connection);
        _handedOver = true;
        return store;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _addPage.Dispose();
        _addVector.Dispose();
        if (_handedOver)
            return;
        _transaction.Dispose();
        _connection.Dispose();
    }

    private static T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException error)
        {
            throw PageDatabase.Translate(error);
        }
    }
}
