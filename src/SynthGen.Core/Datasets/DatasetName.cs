namespace SynthGen.Datasets;

/// <summary>Derives compression and kind from a dataset file's name.</summary>
internal static class DatasetName
{
    /// <summary>Whether the file is compressed as a whole.</summary>
    public static bool IsCompressed(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is a Parquet file.</summary>
    public static bool IsParquet(string path) => path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the file's name without its folder and extensions: train for train.jsonl.gz.</summary>
    public static string Stem(string path)
    {
        string name = Path.GetFileName(path);
        return Path.GetFileNameWithoutExtension(IsCompressed(name) ? name[..^3] : name);
    }

    /// <summary>Returns a file in the same folder with another extension.</summary>
    public static string Beside(string path, string extension) => Path.Combine(Path.GetDirectoryName(path) ?? "", Stem(path) + extension);
}
