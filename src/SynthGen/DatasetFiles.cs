using System.Management.Automation;
using SynthGen.Datasets.Folders;

namespace SynthGen;

/// <summary>
/// Finds the files of the datasets that path parameters name: a file as it is, and a folder as the Hugging Face Hub has them, with
/// errors for one that is not whole.
/// </summary>
internal static class DatasetFiles
{
    private const int MostNamed = 10;

    /// <summary>Finds files and folders.</summary>
    /// <param name="cmdlet">The command.</param>
    /// <param name="paths">The paths as given.</param>
    /// <param name="literal">Whether wildcard characters are part of the name; wildcards match files only.</param>
    public static IEnumerable<DatasetPlace> Resolve(ModuleCmdlet cmdlet, string[] paths, bool literal) =>
        InputPath.Resolve(cmdlet, paths, literal, folders: true).Select(path => Find(cmdlet, path));

    /// <summary>Finds the files of one place.</summary>
    /// <param name="cmdlet">The command.</param>
    /// <param name="path">A file, or a folder that is there.</param>
    public static DatasetPlace Find(ModuleCmdlet cmdlet, string path)
    {
        if (!Directory.Exists(path))
            return new DatasetPlace(path, [new DatasetPart(path, null)], IsWhole: true);

        FolderRows rows;
        try
        {
            rows = FolderRows.In(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            cmdlet.WriteError(Errors.Create("DatasetUnreadable", ErrorCategory.ReadError, path, $"'{path}' cannot be read: {error.Message}", "Check that it may be read.", error));
            return new DatasetPlace(path, [], IsWhole: false);
        }

        if (Fault(path, rows) is { } fault)
            cmdlet.WriteError(fault);
        // Rows of two exports, or the same twice, are no dataset.
        DatasetPart[] parts = rows.Mixed.Count > 0 ? [] : [.. rows.Files.Select(file => new DatasetPart(file.Path, file.Split))];
        return new DatasetPlace(path, parts, IsWhole: parts.Length > 0 && rows.Missing.Count == 0);
    }

    private static ErrorRecord? Fault(string folder, FolderRows rows)
    {
        if (rows.Files.Count == 0)
        {
            return Errors.Create(
                "PathIsAFolder", ErrorCategory.InvalidArgument, folder, $"'{folder}' is a folder, and not one of a dataset: it has no files such as train.jsonl or train-00000-of-00012.parquet.", "Name a file, or a pattern such as 'folder/*.jsonl'.");
        }

        if (rows.Mixed.Count > 0)
        {
            return Errors.Create(
                "ShardsMixed", ErrorCategory.InvalidData, folder, $"In '{folder}' are files of different exports of one side: {string.Join(", ", rows.Mixed)}.", "Remove those of the earlier one, or name the files that you mean.");
        }

        return rows.Missing.Count == 0 ? null : Errors.Create(
            "ShardMissing", ErrorCategory.ObjectNotFound, folder, $"In '{folder}' {(rows.Missing.Count == 1 ? "a shard is" : $"{rows.Missing.Count} shards are")} missing: {string.Join(", ", rows.Missing.Take(MostNamed))}{(rows.Missing.Count > MostNamed ? ", ..." : "")}.",
            "Fetch the dataset again, or export it again. Import-ToolDataset reads the others.");
    }
}

/// <summary>What a path names: a file, or a folder of files.</summary>
/// <param name="Path">The path.</param>
/// <param name="Parts">The files, in the order of their rows; empty after an error.</param>
/// <param name="IsWhole">Whether no file is missing.</param>
internal sealed record DatasetPlace(string Path, IReadOnlyList<DatasetPart> Parts, bool IsWhole);

/// <summary>A file of a dataset.</summary>
/// <param name="Path">The file.</param>
/// <param name="Split">The side that its name tells in a folder; null for a file by itself.</param>
internal sealed record DatasetPart(string Path, DatasetSplit? Split)
{
    /// <summary>Gives a row without a mark that of its file.</summary>
    public DatasetRow Mark(DatasetRow row) => Split is null || row.Split is not null ? row : row with { Id = row.Id, Split = Split };
}
