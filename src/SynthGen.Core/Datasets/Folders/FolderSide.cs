using System.Globalization;
using SynthGen.Rows;

namespace SynthGen.Datasets.Folders;

/// <summary>
/// The files of a side, being written: one, or shards if its rows are more than a file may have. The rows of the shards in their
/// order are those that one file would have. How many there are is known at the end, and so are their names.
/// </summary>
/// <param name="folder">The dataset's folder.</param>
/// <param name="split">The side.</param>
/// <param name="options">The content of the folder.</param>
/// <param name="earlier">A file of the side that is there; null if there is none.</param>
internal sealed class FolderSide(string folder, DatasetSplit split, DatasetFolderOptions options, string? earlier)
{
    // What a Parquet file's columns are may follow from all rows, so such files are closed together.
    private readonly bool _staysOpen = options.Extension == ".parquet" && options.File.Format.Columns.Any(column => column.IsOpen);
    private readonly List<DatasetFile> _files = [];

    /// <summary>The side.</summary>
    public DatasetSplit Split => split;

    /// <summary>The files, in the order of their rows.</summary>
    public IReadOnlyList<DatasetFile> Files => _files;

    /// <summary>The path that the side has in one file, or would have.</summary>
    public string Path => PathOf(shard: null);

    /// <summary>The name of the file, or the pattern of the shards' names.</summary>
    public string Pattern => NameOf(_files.Count == 1 ? null : (0, _files.Count)).ToPattern();

    /// <summary>Returns the name of a side in one file.</summary>
    public static string NameOf(DatasetSplit split, DatasetFolderOptions options) => SplitNames.Of(split) + options.Extension;

    /// <summary>Writes a row; begins a file if the last one is full.</summary>
    /// <inheritdoc cref="DatasetFile.Create" path="/exception"/>
    /// <inheritdoc cref="DatasetFile.Write" path="/exception"/>
    public void Write(DatasetRow row)
    {
        if (_files.Count == 0)
            Begin(Path);
        if (_files[^1].TryWrite(row, options.MaxFileSize))
            return;

        if (_files.Count == RowsFileName.MostShards)
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"The side {SplitNames.Of(split)} has no room in {RowsFileName.MostShards} files of {options.MaxFileSize} bytes."));
        if (_staysOpen)
            _files[^1].EndRows();
        else
            _files[^1].Finish();
        // Until they have their names, later shards are numbered.
        Begin(System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{SplitNames.Of(split)}-{_files.Count:d5}{options.Extension}")));
        _files[^1].TryWrite(row, options.MaxFileSize);
    }

    /// <summary>Gives the files their names; no row may follow.</summary>
    public void Name()
    {
        if (_files.Count == 1)
            return;
        for (int i = 0; i < _files.Count; i++)
            _files[i].Rename(PathOf((i, _files.Count)));
    }

    private void Begin(string path) => _files.Add(DatasetFile.CreateLike(earlier, path, options.Placement, options.File));

    private RowsFileName NameOf((int, int)? shard) => new($"{SplitNames.Of(split)}", shard, options.Extension);

    private string PathOf((int, int)? shard) => System.IO.Path.Combine(folder, NameOf(shard).ToString());
}
