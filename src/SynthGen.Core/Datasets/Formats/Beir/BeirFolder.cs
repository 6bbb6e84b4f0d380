using System.Text;
using System.Text.Json;
using SynthGen.Documents;
using SynthGen.Files;

namespace SynthGen.Datasets.Formats.Beir;

/// <summary>
/// A folder in the form of the benchmark BEIR (N. Thakur et al., 2021): corpus.jsonl has every page, queries.jsonl the rows'
/// queries, and qrels/test.tsv the page, or pages, that answers each. Rows that a split marked are judged in qrels/train.tsv,
/// dev.tsv and test.tsv. It is written beside its place and put there whole by <see cref="Commit"/>.
/// </summary>
public sealed class BeirFolder : IDatasetOutput
{
    private const string Corpus = "corpus.jsonl", Queries = "queries.jsonl", Qrels = "qrels", Word = "partial";
    private static readonly string[] Names = ["train", "dev", "test"];

    private readonly string _folder;
    private readonly Dictionary<PageKey, string> _pages = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly FileStream _queryFile;
    private readonly LineWriter<DatasetRow> _queries;
    private readonly StreamWriter?[] _judgments = new StreamWriter?[Names.Length];
    private bool _isClosed;

    private BeirFolder(string target, string folder, IEnumerable<OcrPage> pages)
    {
        (TargetPath, _folder) = (target, folder);
        WriteCorpus(pages);
        _queryFile = File.Create(Path.Combine(folder, Queries));
        _queries = new LineWriter<DatasetRow>(_queryFile);
    }

    /// <inheritdoc/>
    public string TargetPath { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> PartialPaths => [_folder];

    /// <inheritdoc/>
    public long Rows { get; private set; }

    /// <summary>Begins a folder with the pages of its corpus.</summary>
    /// <param name="path">The folder; it may exist if it is empty, or one of this form that may be replaced.</param>
    /// <param name="mayReplace">Whether a folder that is there may be replaced.</param>
    /// <param name="pages">The pages; read once.</param>
    /// <exception cref="IOException">There is another folder at the path, or the disk does not take it.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public static BeirFolder Create(string path, bool mayReplace, IEnumerable<OcrPage> pages)
    {
        ArgumentNullException.ThrowIfNull(pages);
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        FolderSwap.Recover(target);
        if (Directory.Exists(target) && Strangers(target) is { } stranger)
            throw new IOException($"'{target}' has something else than a BEIR dataset: '{stranger}'.");
        if (!mayReplace && Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            throw new IOException($"'{target}' is there already.");

        string folder = $"{target}.{Word}-{Random.Shared.Next():x8}";
        Directory.CreateDirectory(Path.Combine(folder, Qrels));
        try
        {
            return new BeirFolder(target, folder, pages);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Writes a row's query, and its pages as the relevant ones.</summary>
    /// <exception cref="NotSupportedException">The row has no page, a page that the corpus lacks, or the id of an earlier row.</exception>
    /// <exception cref="IOException">The row cannot be stored.</exception>
    public void Write(DatasetRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        IReadOnlyList<PageKey> keys = row.GetPageKeys();
        if (keys.Count == 0)
            throw new NotSupportedException("it needs no page.");
        string[] pages = [.. keys.Select(key => _pages.GetValueOrDefault(key) ?? throw new NotSupportedException($"its page {key} is not in the index.")).Distinct()];
        if (!_ids.Add(row.Id))
            throw new NotSupportedException("an earlier row has its id.");

        _queries.Write(row, WriteQuery);
        StreamWriter judgments = Judgments(row.Split);
        foreach (string page in pages)
            judgments.Write($"{row.Id}\t{page}\t1\n");
        Rows++;
    }

    /// <inheritdoc/>
    public long Commit()
    {
        Close();
        if (Directory.Exists(TargetPath))
        {
            FolderSwap.Swap(_folder, TargetPath);
            Directory.Delete(_folder, recursive: true);
        }
        else
        {
            Directory.Move(_folder, TargetPath);
        }

        return 0;
    }

    /// <inheritdoc/>
    public void Discard()
    {
        Dispose();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Ends writing; without <see cref="Commit"/> the partial folder keeps what was written.</summary>
    public void Dispose()
    {
        try
        {
            Close();
        }
        catch (IOException)
        {
            // The disk is full; the partial folder keeps what was written before.
        }
    }

    // A tab or a line break in the id of a page would tear the table of judgments.
    private string IdOf(OcrPage page)
    {
        string source = string.Join(' ', page.Source.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        string id = FormattableString.Invariant($"{source}{(source.Length > 0 ? "#" : "")}{page.Ordinal}"), unique = id;
        for (int i = 2; !_ids.Add(unique); i++)
            unique = FormattableString.Invariant($"{id}-{i}");
        return unique;
    }

    private static string? Strangers(string folder) => Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).FirstOrDefault(name => name is not (Corpus or Queries or Qrels));

    private static void WriteQuery(Utf8JsonWriter json, DatasetRow row)
    {
        json.WriteStartObject();
        json.WriteString("_id"u8, row.Id);
        json.WriteString("text"u8, row.FirstQuery);
        json.WriteStartObject("metadata"u8);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteCorpus(IEnumerable<OcrPage> pages)
    {
        using FileStream file = File.Create(Path.Combine(_folder, Corpus));
        using LineWriter<OcrPage> lines = new(file);
        foreach (OcrPage page in pages)
        {
            string id = IdOf(page);
            _pages[PageKey.Of(page)] = id;
            lines.Write(page, (json, one) =>
            {
                json.WriteStartObject();
                json.WriteString("_id"u8, id);
                json.WriteString("title"u8, $"{one.Source}{(one.Source.Length > 0 ? ", " : "")}page {one.Label}");
                json.WriteString("text"u8, one.Text);
                json.WriteStartObject("metadata"u8);
                json.WriteNumber("page"u8, one.Number);
                json.WriteEndObject();
                json.WriteEndObject();
            });
        }

        lines.Flush();
        _ids.Clear();
    }

    // BEIR's loaders look for test.tsv where nothing else is asked for.
    private StreamWriter Judgments(DatasetSplit? split)
    {
        int side = split switch { DatasetSplit.Train => 0, DatasetSplit.Validation => 1, _ => 2 };
        if (_judgments[side] is not { } writer)
        {
            writer = _judgments[side] = new StreamWriter(Path.Combine(_folder, Qrels, Names[side] + ".tsv"), append: false, new UTF8Encoding(false));
            writer.Write("query-id\tcorpus-id\tscore\n");
        }

        return writer;
    }

    private void Close()
    {
        if (_isClosed)
            return;

        _isClosed = true;
        try
        {
            _queries.Flush();
        }
        finally
        {
            _queries.Dispose();
            _queryFile.Dispose();
            foreach (StreamWriter? writer in _judgments)
                writer?.Dispose();
        }
    }
}
