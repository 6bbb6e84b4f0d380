using SynthGen.Files;

namespace SynthGen.Datasets;

/// <summary>Checks a file before rows are appended to it.</summary>
internal static class AppendCheck
{
    /// <summary>Checks that rows of a format can be appended to the file.</summary>
    /// <returns>Whether a line feed must come first, in a compressed file.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, is not a dataset, or has another format.</exception>
    /// <exception cref="NotSupportedException">It is a Parquet file, to which nothing can be appended.</exception>
    public static bool Check(string path, DatasetFormat format)
    {
        if (DatasetName.IsParquet(path))
            throw new NotSupportedException("Rows cannot be appended to a Parquet file.");

        using Stream stream = DatasetFile.OpenRead(path);
        DatasetLines lines = new(stream, format: null);
        _ = lines.Read().FirstOrDefault();
        if (lines.IsArray)
            throw new InvalidDataException("It is one JSON array, to which no lines can be appended.");

        bool compressed = DatasetName.IsCompressed(path);
        if (!compressed)
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            TornLine.Find(file);
        }

        if (lines.Format is { } earlier && earlier != format && (lines.IsCertain || !earlier.IsLike(format)))
            throw new InvalidDataException($"Its rows are in the format {earlier}, and those to come are in {format}.");

        return compressed && EndsWithinALine(path);
    }

    // Data after a damaged member could not be read back, so the whole file is checked.
    private static bool EndsWithinALine(string path)
    {
        using Stream stream = DatasetFile.OpenRead(path);
        byte[] buffer = new byte[256 * 1024];
        byte last = (byte)'\n';
        for (int count; (count = stream.Read(buffer)) > 0;)
            last = buffer[count - 1];
        return last != '\n';
    }
}
