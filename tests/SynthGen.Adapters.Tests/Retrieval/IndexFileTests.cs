using Microsoft.Data.Sqlite;
using SynthGen.Adapters.Retrieval;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Tests.Retrieval;

/// <summary>Index files that were made or changed by something else than the program.</summary>
public sealed class IndexFileTests : IDisposable
{
    private const string AllowSchema = "PRAGMA writable_schema = ON; ";
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;
    private readonly string _path;

    public IndexFileTests() => _path = Path.Combine(_folder, "doc.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("ALTER TABLE page RENAME TO paper; CREATE VIEW page AS SELECT * FROM paper")]
    [InlineData("ALTER TABLE page RENAME TO paper; CREATE VIEW page AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id, i AS number, '' AS source, '' AS label, 0 AS line, '' AS text FROM n")]
    [InlineData("DROP TABLE embedding; CREATE VIEW embedding AS SELECT 'Offline' AS backend, 'm' AS name, 1 AS dimensions, x'' AS model")]
    [InlineData("CREATE TRIGGER added AFTER INSERT ON page BEGIN DELETE FROM page; END")]
    [InlineData("CREATE TABLE more(a)")]
    [InlineData("CREATE INDEX extra ON page(abs(number))")]
    [InlineData("CREATE VIRTUAL TABLE more USING fts5(a)")]
    [InlineData("ALTER TABLE page ADD COLUMN extra DEFAULT 1")]
    [InlineData("DROP INDEX page_key")]
    [InlineData("DROP TABLE page_vector")]
    [InlineData(AllowSchema + "UPDATE sqlite_schema SET sql = replace(sql, 'text NOT NULL', 'text AS (number)') WHERE name = 'page'")]
    [InlineData(AllowSchema + "UPDATE sqlite_schema SET sql = 'CREATE TABLE page(' WHERE name = 'page'")]
    [InlineData(AllowSchema + "UPDATE sqlite_schema SET rootpage = 3 WHERE name IN ('page', 'page_key', 'page_vector', 'embedding')")]
    [InlineData(AllowSchema + "UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'page_vector'")]
    [InlineData("PRAGMA user_version = 1")]
    [InlineData("PRAGMA user_version = 4")]
    [InlineData("PRAGMA application_id = 1")]
    [InlineData("PRAGMA journal_mode = WAL")]
    [InlineData("UPDATE page SET number = 'three' WHERE number = 3")]
    [InlineData("UPDATE page SET number = 1e300 WHERE number = 3")]
    [InlineData("UPDATE page SET number = 5000000000 WHERE number = 3")]
    [InlineData("UPDATE page SET line = x'00' WHERE number = 3")]
    [InlineData("UPDATE page SET ordinal = 'first' WHERE number = 3")]
    [InlineData("UPDATE page SET ordinal = 5000000000 WHERE number = 3")]
    [InlineData("UPDATE page SET confidence = 'high' WHERE number = 3")]
    [InlineData("UPDATE page SET text = 7 WHERE number = 3")]
    [InlineData("UPDATE page SET text = x'000000' WHERE number = 3")]
    [InlineData("UPDATE page SET label = x'6100' WHERE number = 3")]
    [InlineData("UPDATE page SET source = 1.5 WHERE number = 3")]
    [InlineData("UPDATE page SET source = x'FFFE00' WHERE number = 3")]
    [InlineData(AllowSchema + "UPDATE sqlite_schema SET sql = replace(sql, ' NOT NULL', '') WHERE name = 'page'; PRAGMA writable_schema = RESET; UPDATE page SET text = NULL; "
        + AllowSchema + "UPDATE sqlite_schema SET sql = 'CREATE TABLE page(id INTEGER PRIMARY KEY, ordinal INTEGER NOT NULL, number INTEGER NOT NULL, source NOT NULL, label NOT NULL, line INTEGER NOT NULL, confidence REAL, text NOT NULL)' WHERE name = 'page'")]
    [InlineData("UPDATE page_vector SET value = 'text' WHERE place = 1")]
    [InlineData("UPDATE page_vector SET value = x'0000' WHERE place = 1")]
    [InlineData("UPDATE page_vector SET value = zeroblob(400000000) WHERE place = 1")]
    [InlineData("UPDATE page_vector SET value = zeroblob(length(value) - 4) || x'0000C07F' WHERE place = 1")]
    [InlineData("UPDATE page_vector SET place = 100 WHERE place = 1")]
    [InlineData("UPDATE page_vector SET place = -1 WHERE place = 1")]
    [InlineData("DELETE FROM page_vector WHERE place = 2")]
    [InlineData("INSERT INTO page_vector(place, value) SELECT 3, value FROM page_vector WHERE place = 0")]
    [InlineData("DELETE FROM embedding")]
    [InlineData("INSERT INTO embedding SELECT * FROM embedding")]
    [InlineData("UPDATE embedding SET dimensions = 'many'")]
    [InlineData("UPDATE embedding SET dimensions = 0")]
    [InlineData("UPDATE embedding SET dimensions = 2147483647")]
    [InlineData("UPDATE embedding SET dimensions = dimensions + 1")]
    [InlineData("UPDATE embedding SET backend = x'00'")]
    [InlineData("UPDATE embedding SET model = 'text'")]
    [InlineData("UPDATE embedding SET model = x''")]
    [InlineData("UPDATE embedding SET model = x'01000000FFFFFF7FFAFFFF7F'")]
    [InlineData("UPDATE embedding SET model = x'0100000000000000FFFFFF7F'")]
    [InlineData("DROP TABLE page_posting")]
    [InlineData("DROP TABLE page_length")]
    [InlineData("UPDATE page_posting SET list = 'text' WHERE word = 'harbour'")]
    [InlineData("UPDATE page_posting SET list = x'80' WHERE word = 'harbour'")]
    [InlineData("UPDATE page_posting SET list = x'FFFFFFFFFF7F' WHERE word = 'harbour'")]
    [InlineData("UPDATE page_posting SET list = x'01' WHERE word = 'harbour'")]
    [InlineData("UPDATE page_posting SET list = x'017F' WHERE word = 'harbour'")]
    [InlineData("UPDATE page_posting SET list = x'0006' WHERE word = 'harbour'")]
    [InlineData("UPDATE page_posting SET list = x'0000' WHERE word = 'harbour'")]
    [InlineData("UPDATE page_posting SET list = x'00FEFFFFFF0F' WHERE word = 'harbour'")]
    [InlineData("UPDATE page_posting SET first = -1 WHERE word = 'harbour'")]
    [InlineData("UPDATE page_posting SET first = 3 WHERE word = 'harbour'")]
    [InlineData("UPDATE page_posting SET first = 'one' WHERE word = 'harbour'")]
    [InlineData("INSERT INTO page_posting VALUES ('harbour', 1, x'00', x'01')")]
    [InlineData("UPDATE page_length SET words = 2147483647; UPDATE page_posting SET list = x'01FFFFFFFF0704' WHERE word IN ('harbour', 'master')")]
    [InlineData("UPDATE page_posting SET positions = 'text' WHERE word = 'harbour'")]
    [InlineData("UPDATE page_posting SET positions = x'' WHERE word = 'harbour'")]
    [InlineData("UPDATE page_posting SET positions = x'80' WHERE word = 'harbour'")]
    [InlineData("UPDATE page_posting SET positions = x'0000' WHERE word = 'harbour'")]
    [InlineData("UPDATE page_posting SET positions = x'7F7F' WHERE word = 'harbour'")]
    [InlineData("UPDATE page_posting SET positions = x'FFFFFFFF0F02' WHERE word = 'harbour'")]
    [InlineData("UPDATE page_posting SET positions = x'02' WHERE word = 'harbour'")]
    [InlineData("DELETE FROM page_length WHERE place = 1")]
    [InlineData("INSERT INTO page_length VALUES (3, 10)")]
    [InlineData("UPDATE page_length SET place = -1 WHERE place = 0")]
    [InlineData("UPDATE page_length SET words = 0")]
    [InlineData("UPDATE page_length SET words = -1")]
    [InlineData("UPDATE page_length SET words = 'many'")]
    public async Task A_changed_index_is_said_to_be_damaged(string change)
    {
        await BuildAsync();
        AssertDamagedBy(change);
    }

    [Theory]
    [InlineData("DROP TABLE page_words")]
    [InlineData("DELETE FROM page_words_data")]
    [InlineData("DELETE FROM page_words_docsize")]
    [InlineData("UPDATE page_words_config SET v = 99 WHERE k = 'version'")]
    [InlineData("INSERT INTO page_words(rowid, text) VALUES (100, 'harbour master')")]
    [InlineData("INSERT INTO page_words(rowid, text) VALUES (-9000000000, 'harbour master')")]
    public async Task A_changed_index_of_version_2_is_said_to_be_damaged(string change)
    {
        await BuildAsync();
        Version2File.Make(_path);
        AssertDamagedBy(change);
    }

    [Theory]
    [InlineData("UPDATE page_words_data SET block = zeroblob(length(block))")]
    [InlineData("UPDATE page_words_data SET block = 'text'")]
    [InlineData("UPDATE page_words_data SET block = randomblob(length(block))")]
    [InlineData("UPDATE page_words_docsize SET sz = x'FFFFFFFFFFFFFFFFFF'")]
    [InlineData("UPDATE page_words_config SET v = 'huge'")]
    [InlineData("INSERT INTO page_words_config VALUES ('rank', 'load_extension(1)')")]
    public async Task Words_of_version_2_that_were_changed_find_pages_or_give_the_error(string change)
    {
        await BuildAsync();
        Version2File.Make(_path);
        Change(change);
        if (Record.Exception(() => UseAll(_path)) is { } error)
            Assert.IsType<InvalidDataException>(error);
    }

    [Fact]
    public async Task An_index_file_that_was_copied_is_read()
    {
        await BuildAsync();
        string copy = Path.Combine(_folder, "copy of % ?#.db");
        File.Copy(_path, copy);
        UseAll(copy);
        File.SetAttributes(copy, FileAttributes.ReadOnly);
        UseAll(copy);
        File.SetAttributes(copy, FileAttributes.Normal);
        Change("VACUUM");
        UseAll(_path);
    }

    [Fact]
    public async Task A_file_cut_off_anywhere_is_refused()
    {
        await BuildAsync();
        byte[] bytes = File.ReadAllBytes(_path);
        foreach (int length in Enumerable.Range(0, 60).Select(i => i * bytes.Length / 60).Append(bytes.Length - 1))
        {
            File.WriteAllBytes(_path, bytes[..length]);
            Assert.Throws<InvalidDataException>(() => UseAll(_path));
        }

        File.WriteAllBytes(_path, [.. bytes, .. new byte[4096]]);
        Assert.Throws<InvalidDataException>(() => UseAll(_path));
    }

    [Fact]
    public async Task Flipped_bits_give_pages_or_one_error()
    {
        await BuildAsync();
        byte[] bytes = File.ReadAllBytes(_path);
        Random random = new(7);
        int refused = 0;
        for (int i = 0; i < 1500; i++)
        {
            byte[] changed = [.. bytes];
            for (int times = random.Next(1, 6); times > 0; times--)
            {
                // Most bytes of the file are empty space.
                int at = random.Next(changed.Length);
                while (changed[at] == 0 && random.Next(20) > 0)
                    at = random.Next(changed.Length);
                changed[at] ^= (byte)(1 << random.Next(8));
            }

            File.WriteAllBytes(_path, changed);
            try
            {
                UseAll(_path);
            }
            catch (Exception error) when (error is InvalidDataException or IOException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 100, 1500);
    }

    [Fact]
    public async Task A_file_on_which_another_process_writes_is_an_error_of_its_own()
    {
        await BuildAsync();
        using SqliteConnection writer = PageDatabase.Connect(_path, SqliteOpenMode.ReadWrite);
        writer.Run("BEGIN EXCLUSIVE");
        Assert.Contains("Another process", Assert.Throws<IOException>(() => UseAll(_path)).Message);
        writer.Run("ROLLBACK");
        UseAll(_path);
    }

    [Fact]
    public async Task A_file_that_is_replaced_while_it_is_open_is_not_read_as_the_earlier_one()
    {
        await BuildAsync();
        using PageIndex index = PageIndex.Open(new PageStoreFactory(), _path, _ => null);
        string other = Path.Combine(_folder, "other.db");
        File.Copy(_path, other);
        File.SetLastWriteTimeUtc(other, File.GetLastWriteTimeUtc(_path).AddSeconds(1));
        File.Move(other, _path, overwrite: true);
        Assert.Contains("Open it again", Assert.Throws<IOException>(() => index.Find(1, "")).Message);
    }

    [Fact]
    public async Task A_write_ahead_log_beside_it_is_not_read()
    {
        await BuildAsync();
        File.WriteAllText(_path + "-wal", "a log");
        UseAll(_path);
        Assert.Equal("a log", File.ReadAllText(_path + "-wal"));
    }

    [Fact]
    public async Task A_pipe_is_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps pipes elsewhere.");
        System.Diagnostics.Process.Start("mkfifo", _path).WaitForExit();
        File.CreateSymbolicLink(_path + ".link", _path);
        foreach (string path in (string[])[_path, _path + ".link", "/dev/zero"])
            await Assert.ThrowsAsync<InvalidDataException>(() => Task.Run(() => UseAll(path)).WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private static void UseAll(string path)
    {
        using PageIndex index = PageIndex.Open(new PageStoreFactory(), path, _ => null);
        index.Search("full_text_search", "harbour master generator", 10);
        index.Search("full_text_search", "\"harbour master\"", 1);
        if (index.CanRun("vector_search"))
            index.Search("vector_search", "harbour master", 10);
        for (int page = 1; page <= 3; page++)
            index.Find(page, "lease.txt");
    }

    private void AssertDamagedBy(string change)
    {
        Change(change);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => UseAll(_path));
        Assert.Matches("index", error.Message);
        Assert.Single(Directory.GetFiles(_folder));
    }

    private void Change(string statements)
    {
        using SqliteConnection connection = PageDatabase.Connect(_path, SqliteOpenMode.ReadWrite);
        connection.Run(statements);
    }

    private async Task BuildAsync()
    {
        using PageIndexBuilder builder = new(new PageStoreFactory(), _path, replace: true);
        builder.Add(new OcrPage(1, "The Harbour Master wrote a letter about the generator.", "lease.txt", 1));
        builder.Add(new OcrPage(2, "Nothing of note was said of the \uD800 lease.", "lease.txt", 20));
        builder.Add(new OcrPage(3, "The master of the harbour spoke of the generator and its switch.", "lease.txt", 40));
        (await builder.CompleteAsync(default)).Dispose();
    }
}
