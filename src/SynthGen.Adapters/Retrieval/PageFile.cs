using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace SynthGen.Adapters.Retrieval;

/// <summary>
/// The file of an index. It comes from anywhere, so its header is checked before SQLite sees it, and its schema before
/// anything is read. A file that changes while the index is open is not read any more: its pages may be others.
/// </summary>
internal sealed class PageFile
{
    private const int HeaderLength = 100;

    private readonly string _path;
    private readonly long _length;
    private readonly DateTime _written;

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It is not an index, or it is not whole.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public PageFile(string path)
    {
        _path = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

        // Pipes and devices have no length; opening one may wait for ever.
        FileInfo info = new(_path);
        if (info.Exists && info.Length < HeaderLength)
            throw new InvalidDataException("It is not an index of pages.");
        using FileStream file = info.OpenRead();
        (_length, _written) = (file.Length, info.LastWriteTimeUtc);
        Span<byte> header = stackalloc byte[HeaderLength];
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
            throw new InvalidDataException("It is not an index of pages.");
        Tables = Check(header, _length);
    }

    /// <summary>The tables of the file's version.</summary>
    public PageTables Tables { get; }

    /// <summary>Opens a connection.</summary>
    /// <exception cref="InvalidDataException">The file holds something else than an index.</exception>
    /// <exception cref="IOException">The file is not the same any more.</exception>
    public SqliteConnection Connect()
    {
        FileInfo now = new(_path);
        if (!now.Exists || now.Length != _length || now.LastWriteTimeUtc != _written)
            throw new IOException("The file was changed or replaced after it was opened. Open it again.");
        SqliteConnection connection = PageDatabase.ConnectForReading(_path);
        try
        {
            PageSchema.Check(connection, Tables);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // https://www.sqlite.org/fileformat2.html#the_database_header
    private static PageTables Check(ReadOnlySpan<byte> header, long length)
    {
        if (!header.StartsWith("SQLite format 3\0"u8) || Number(header, 68) != PageDatabase.ApplicationId)
            throw new InvalidDataException("It is not an index of pages.");
        long version = Number(header, 60);
        PageTables tables = PageTables.All.FirstOrDefault(tables => tables.Version == version)
            ?? throw new InvalidDataException($"It is an index of version {version}, and only those up to {PageTables.Latest.Version} can be read.");

        // Not in write-ahead mode, which would have SQLite write files beside it; in UTF-8; and as long as it says.
        int pageSize = BinaryPrimitives.ReadUInt16BigEndian(header[16..]) is var size && size == 1 ? 65536 : size;
        if (header[18] != 1 || header[19] != 1 || Number(header, 56) != 1)
            throw PageDatabase.Damaged("its header is not as the program writes it");
        if (Number(header, 28) * pageSize != length)
            throw PageDatabase.Damaged($"it should be {Number(header, 28) * pageSize} bytes long and is {length}");
        return tables;
    }

    private static long Number(ReadOnlySpan<byte> header, int at) => BinaryPrimitives.ReadUInt32BigEndian(header[at..]);
}
