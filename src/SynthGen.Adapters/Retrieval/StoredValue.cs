using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SynthGen.Adapters.Retrieval;

/// <summary>
/// Reads values whose type is not certain: SQLite keeps any value in any column. Numbers are read by the thousand, so they are
/// asked of SQLite itself, which makes no object of them.
/// </summary>
internal static class StoredValue
{
    /// <summary>Reads a whole number.</summary>
    /// <exception cref="InvalidDataException">It is something else, or out of range.</exception>
    public static long Integer(this SqliteDataReader reader, int column, long least, long most) =>
        raw.sqlite3_column_type(reader.Handle, column) == raw.SQLITE_INTEGER && raw.sqlite3_column_int64(reader.Handle, column) is long number && number >= least && number <= most
            ? number
            : throw PageDatabase.Damaged($"'{reader.GetName(column)}' holds something else than a number from {least} to {most}");

    /// <summary>Reads a finite number.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static double Number(this SqliteDataReader reader, int column) =>
        raw.sqlite3_column_type(reader.Handle, column) == raw.SQLITE_FLOAT && raw.sqlite3_column_double(reader.Handle, column) is double number && double.IsFinite(number)
            ? number
            : throw PageDatabase.Damaged($"'{reader.GetName(column)}' holds something else than a number");

    /// <summary>Reads a text; see <see cref="StoredText"/>.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static string Text(this SqliteDataReader reader, int column) =>
        StoredText.Of(reader.GetValue(column)) ?? throw PageDatabase.Damaged($"'{reader.GetName(column)}' holds something else than text");

    /// <summary>Reads bytes, which are SQLite's own and change with the next row.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static ReadOnlySpan<byte> Bytes(this SqliteDataReader reader, int column) =>
        raw.sqlite3_column_type(reader.Handle, column) == raw.SQLITE_BLOB
            ? raw.sqlite3_column_blob(reader.Handle, column)
            : throw PageDatabase.Damaged($"'{reader.GetName(column)}' holds something else than bytes");

    /// <summary>Reads a vector of finite numbers.</summary>
    /// <param name="reader">The row.</param>
    /// <param name="column">The column.</param>
    /// <param name="vector">Takes the numbers; the vector has as many.</param>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static void Vector(this SqliteDataReader reader, int column, Span<float> vector)
    {
        ReadOnlySpan<byte> bytes = reader.Bytes(column);
        if (bytes.Length != vector.Length * sizeof(float))
            throw PageDatabase.Damaged($"a vector has {bytes.Length} bytes, not {vector.Length} numbers");
        bytes.CopyTo(MemoryMarshal.AsBytes(vector));
        foreach (float value in vector)
        {
            if (!float.IsFinite(value))
                throw PageDatabase.Damaged("a vector holds something else than numbers");
        }
    }
}
