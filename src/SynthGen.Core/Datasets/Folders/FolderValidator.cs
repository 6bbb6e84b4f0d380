using SynthGen.Datasets.Validation;
using SynthGen.Files;

namespace SynthGen.Datasets.Folders;

/// <summary>Verifies a dataset's folder against its manifest, file by file, and checks its rows.</summary>
/// <param name="folder">The folder.</param>
/// <param name="parquet">Returns the codec of .parquet files; null if there is none.</param>
/// <param name="watch">Returns what takes the number of bytes read of a file, given its path; null for nobody.</param>
public sealed class FolderValidator(string folder, Func<IParquetCodec>? parquet = null, Func<string, Action<long>>? watch = null)
{
    private static readonly Rule ManifestMissing = Rule.Error("ManifestMissing", "Export with -Split -Card, or name the files to check them alone.");
    private static readonly Rule ManifestBroken = Rule.Error("ManifestBroken", "Export the dataset again.");
    private static readonly Rule FileMissing = Rule.Error("FileMissing", "Bring it back, or export the dataset again.");
    private static readonly Rule FileChanged = Rule.Error("FileChanged", "Bring back the file as it was, or export the dataset again.");
    private static readonly Rule FileExtra = Rule.Warning("FileExtra", "Remove it if a trainer may take it for part of the dataset.");
    private static readonly Rule RowCount = Rule.Error("RowCount", "Export the dataset again: manifest and file disagree.");

    /// <summary>The number of rows read.</summary>
    public long Rows { get; private set; }

    /// <summary>Checks the folder; a valid one has no issues.</summary>
    /// <param name="cancellation">Cancels the check, at the next read of a file and between two lines.</param>
    /// <exception cref="OperationCanceledException">The check was cancelled.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public IEnumerable<ValidationIssue> Check(CancellationToken cancellation = default)
    {
        string path = Path.Combine(folder, FolderManifest.Name);
        if (OutputFile.KindOf(path) != FileKind.File)
        {
            yield return Finding(path, ManifestMissing, "$", "The folder has no manifest to check it by.");
            yield break;
        }

        FolderManifest? manifest = Read(out string? problem);
        if (manifest is null)
        {
            yield return Finding(path, ManifestBroken, "$", $"The manifest cannot be read: {problem}");
            yield break;
        }

        for (int i = 0; i < manifest.Files.Count; i++)
        {
            foreach (ValidationIssue finding in CheckFile(manifest, i, cancellation))
                yield return finding;
        }

        if (manifest.Files.Sum(file => file.Rows ?? 0) != manifest.Rows)
            yield return Finding(path, RowCount, "$.rows", $"The files have {manifest.Files.Sum(file => file.Rows ?? 0)} rows by the manifest, and all of it {manifest.Rows}.");

        HashSet<string> known = [FolderManifest.Name, .. manifest.Files.Select(file => file.Path)];
        foreach (string extra in FilesIn(folder, cancellation))
        {
            string name = Path.GetRelativePath(folder, extra).Replace(Path.DirectorySeparatorChar, '/');
            // The files of git in a cloned dataset do not belong to it.
            if (!known.Contains(name) && !name.Split('/')[0].StartsWith(".git", StringComparison.Ordinal))
                yield return Finding(extra, FileExtra, "$", "The file is not in the manifest.");
        }
    }

    // The order is the same on every platform.
    private static List<string> FilesIn(string folder, CancellationToken cancellation)
    {
        List<string> files = [];
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            cancellation.ThrowIfCancellationRequested();
            files.Add(file);
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }

    private static ValidationIssue Finding(string file, Rule rule, string where, string message) =>
        new(rule.Id, rule.Severity, 0, where, message, rule.Advice) { File = file };

    private FolderManifest? Read(out string? problem)
    {
        problem = null;
        try
        {
            FolderManifest manifest = FolderManifest.Read(folder);
            // A foreign manifest must not lead out of the folder.
            if (manifest.Files.All(file => file is { IsInside: true }))
                return manifest;
            problem = "it names something that is not a file in the folder.";
        }
        catch (InvalidDataException error)
        {
            problem = error.Message;
        }

        return null;
    }

    private IEnumerable<ValidationIssue> CheckFile(FolderManifest manifest, int index, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ManifestFile expected = manifest.Files[index];
        string path = Path.Combine(folder, expected.Path);
        if (OutputFile.KindOf(path) != FileKind.File)
        {
            yield return Finding(path, FileMissing, $"$.files[{index}].path", "The file of the manifest is not there.");
            yield break;
        }

        if (Compare(path, expected, cancellation) is { } change)
            yield return Finding(path, FileChanged, $"$.files[{index}].sha256", change);
        if (expected.Rows is not { } rows)
            yield break;

        DatasetValidator validator = new(manifest.Format, path);
        using (Stream? stream = Open(path, cancellation, out string? problem))
        {
            if (stream is null)
            {
                yield return Finding(path, FileChanged, "$", $"The file is damaged: {problem}");
                yield break;
            }

            using IEnumerator<ValidationIssue> findings = validator.Check(stream, cancellation).GetEnumerator();
            while (Next(findings, out ValidationIssue? finding))
                yield return finding! with { File = path };
        }

        Rows += validator.Rows;
        if (validator.Rows != rows)
            yield return Finding(path, RowCount, $"$.files[{index}].rows", $"The file has {validator.Rows} rows, and {rows} by the manifest.");
    }

    private string? Compare(string path, ManifestFile expected, CancellationToken cancellation)
    {
        using Stream file = DatasetFile.OpenBytes(path, cancellation, watch?.Invoke(path));
        if (file.Length != expected.Bytes)
            return $"The file has {file.Length} bytes, and {expected.Bytes} by the manifest.";
        return string.Equals(ManifestFile.Hash(file), expected.Sha256, StringComparison.OrdinalIgnoreCase) ? null : "The file's SHA-256 is not that of the manifest.";
    }

    private Stream? Open(string path, CancellationToken cancellation, out string? problem)
    {
        problem = null;
        try
        {
            return DatasetFile.OpenRead(path, parquet, cancellation, watch?.Invoke(path));
        }
        catch (Exception error) when (error is InvalidDataException or NotADatasetException)
        {
            problem = error.Message;
            return null;
        }
    }

    // A file that is damaged further on was reported as changed; its readable part is checked.
    private static bool Next(IEnumerator<ValidationIssue> findings, out ValidationIssue? finding)
    {
        try
        {
            bool any = findings.MoveNext();
            finding = any ? findings.Current : null;
            return any;
        }
        catch (InvalidDataException)
        {
            finding = null;
            return false;
        }
    }
}
