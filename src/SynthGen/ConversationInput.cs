using System.Management.Automation;
using SynthGen.Conversion;
using SynthGen.Documents;
using SynthGen.Retrieval;

namespace SynthGen;

/// <summary>Takes what conversations are to be built of: pages or rows, each checked against the index. Holds pages by their keys alone.</summary>
/// <param name="command">The command.</param>
/// <param name="index">The index.</param>
/// <param name="seed">The seed that draws rows where there are too many to hold.</param>
internal sealed class ConversationInput(ModuleCmdlet command, IPageIndex index, int seed)
{
    // Enough for any run; more are drawn from evenly.
    private const int MostRows = 20_000;

    private readonly HashSet<PageKey> _known = [];
    private readonly List<PageKey> _pages = [];
    private readonly List<SyntheticQuery> _rows = [];
    private readonly Random _random = new(seed);
    private long _rowCount;
    private int _strange;
    private object? _firstStrange;

    /// <summary>The pages, as the index knows them.</summary>
    public IReadOnlyList<PageKey> Pages { get; private set; } = [];

    /// <summary>The rows, with their pages as the index knows them.</summary>
    public IReadOnlyList<SyntheticQuery> Rows => _rows;

    /// <summary>Takes a page or a row.</summary>
    public void Add(PSObject? item)
    {
        object? bare = RecordReader.Bare(item);
        if (bare is DatasetRow || (bare is not OcrPage && RecordReader.Of(item) is { } record && (record.Has("Query") || record.Has("Messages"))))
            AddRow(item);
        else if (command.TakePage(item) is { } page)
            AddPage(page);
    }

    /// <summary>Ends the input. What is not of the index is an error; that nothing is left ends the command.</summary>
    /// <param name="isGiven">Whether there was an input; without one, the pages are those of the index.</param>
    public void Complete(bool isGiven)
    {
        Pages = isGiven ? _pages : index.Keys;
        if (_strange > 0)
        {
            ErrorRecord error = Errors.Create(
                "PageNotInIndex", ErrorCategory.ObjectNotFound, _firstStrange,
                $"{_strange} of the pages and rows that came are not of the index, or stand there with another text; the first is {_firstStrange}.",
                "Give -PageIndex what New-PageIndex makes of the same pages.");
            if (Pages.Count == 0)
                command.ThrowTerminatingError(error);
            command.WriteError(error);
        }

        if (Pages.Count == 0)
        {
            command.ThrowTerminatingError(Errors.Create(
                "NoPages", ErrorCategory.InvalidData, null, "There are no pages to build conversations of.",
                isGiven ? "See what the pipeline gives before this command." : "Pipe pages or rows to the command."));
        }
    }

    private void AddPage(OcrPage page)
    {
        if (index.Find(PageKey.Of(page)) is not { } found || found.Text != page.Text)
            Refuse(page);
        else
            Note(PageKey.Of(found));
    }

    private void AddRow(PSObject? item)
    {
        if (command.TakeRow(item) is not { } taken)
            return;
        if (taken is not SyntheticQuery row)
        {
            command.WriteError(Errors.Create(
                "NotASyntheticQuery", ErrorCategory.InvalidType, taken, "A conversation is not built of another one.", "Give rows with a query and a page, as New-SyntheticQuery makes them."));
            return;
        }

        if (index.Find(KeyOf(row)) is not { } page || row.Evidence?.IsIn(page) == false)
        {
            Refuse(row);
            return;
        }

        PageKey key = PageKey.Of(page);
        Note(key);
        Keep(KeyOf(row) == key ? row : row with { Source = page.Source, Label = page.Label, Ordinal = page.Ordinal });
    }

    // A reservoir: each row has the same chance to be among those that are held.
    private void Keep(SyntheticQuery row)
    {
        _rowCount++;
        if (_rows.Count < MostRows)
            _rows.Add(row);
        else if (_random.NextInt64(_rowCount) is var place && place < MostRows)
            _rows[(int)place] = row;
    }

    private static PageKey KeyOf(SyntheticQuery row) => new(row.Source, row.Ordinal, row.Page, row.Label);

    private void Note(PageKey key)
    {
        if (_known.Add(key))
            _pages.Add(key);
    }

    private void Refuse(object input)
    {
        _strange++;
        _firstStrange ??= input;
    }
}
