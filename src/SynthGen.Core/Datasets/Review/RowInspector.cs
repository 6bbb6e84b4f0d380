using SynthGen.Documents;
using SynthGen.Models;
using SynthGen.Retrieval;
using SynthGen.Rows;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Datasets.Review;

/// <summary>A passage of a text.</summary>
/// <param name="Start">Its offset in UTF-16 code units.</param>
/// <param name="Length">Its length in UTF-16 code units.</param>
public readonly record struct TextSpan(int Start, int Length);

/// <summary>A call of a row, run on the index.</summary>
/// <param name="Call">The call.</param>
/// <param name="Rank">The rank of the row's page, from 1; null if it is not among the hits, or nothing was run.</param>
/// <param name="Hits">The pages found.</param>
/// <param name="Error">Why the call could not be run; null if it was, or if there is nothing to run it on.</param>
public sealed record InspectedCall(ToolCall Call, int? Rank, IReadOnlyList<PageHit> Hits, string? Error);

/// <summary>A page of a row.</summary>
/// <param name="Key">The page.</param>
/// <param name="Text">Its text; null if there is no index, or none that has it.</param>
/// <param name="Evidence">Where the row's evidence stands in the text.</param>
/// <param name="Words">Where words of the row's calls stand in the text.</param>
public sealed record InspectedPage(PageKey Key, string? Text, IReadOnlyList<TextSpan> Evidence, IReadOnlyList<TextSpan> Words)
{
    /// <summary>The page's number as printed.</summary>
    public string Label => Key.Printed;
}

/// <summary>The calls and pages of a row.</summary>
/// <param name="Calls">The calls in order.</param>
/// <param name="Pages">The pages, the first one first.</param>
/// <param name="IsRanked">Whether the calls of a query were run.</param>
/// <param name="Lexical">The rank of its page by full-text search with the same words; null if it is not found.</param>
/// <param name="Vector">The rank by vector search; null if it is not found.</param>
public sealed record InspectedRow(IReadOnlyList<InspectedCall> Calls, IReadOnlyList<InspectedPage> Pages, bool IsRanked, int? Lexical, int? Vector);

/// <summary>Looks up the pages of rows and runs their calls. Thread-safe.</summary>
/// <param name="index">The index of the pages; null without one.</param>
public sealed class RowInspector(IPageIndex? index)
{
    /// <summary>The number of hits of a call.</summary>
    public const int MostHits = 10;

    // Deeper than the gates look, since a person wants to know how far behind the other tool is.
    private const int Depth = 100;
    private const int MostWords = 2000;

    /// <summary>Whether there are pages to look at.</summary>
    public bool HasPages => index is not null;

    /// <summary>Looks at a row.</summary>
    public InspectedRow Inspect(DatasetRow row)
    {
        // A key as the index has it.
        PageKey[] keys = [.. row.GetPageKeys()];
        OcrPage?[] pages = [.. keys.Select(key => index?.Find(key))];
        HashSet<PageKey> found = [.. pages.OfType<OcrPage>().Select(PageKey.Of)];
        InspectedCall[] calls = [.. row.Calls.Select(call => Run(call, found))];
        SearchRanks? ranks = Ranks(row, pages);
        return new InspectedRow(calls, [.. keys.Select((key, i) => Look(row, key, pages[i]))], ranks is not null, ranks?.Lexical, ranks?.Vector);
    }

    private InspectedCall Run(ToolCall call, HashSet<PageKey> pages)
    {
        if (index is null || !index.CanRun(call.Name) || ArgumentText.Sought(call) is not { } sought)
            return new InspectedCall(call, null, [], null);
        try
        {
            IReadOnlyList<PageHit> hits = index.Search(call.Name, sought, MostHits);
            return new InspectedCall(call, hits.FirstOrDefault(hit => pages.Contains(hit.GetPageKey()))?.Rank, hits, null);
        }
        catch (Exception error) when (IsOfIndex(error))
        {
            return new InspectedCall(call, null, [], PrintableText.Line(error.Message));
        }
    }

    private SearchRanks? Ranks(DatasetRow row, OcrPage?[] pages)
    {
        if (index is null || row is not SyntheticQuery query || pages is not [{ } page])
            return null;
        try
        {
            return new CallExecutor(index, Depth).Run(query, PageKey.Of(page))?.Ranks;
        }
        catch (Exception error) when (IsOfIndex(error))
        {
            return null;
        }
    }

    private static InspectedPage Look(DatasetRow row, PageKey key, OcrPage? page)
    {
        if (page is null)
            return new InspectedPage(key, null, [], []);

        EvidenceLocator locator = new(page);
        TextSpan[] evidence = [.. EvidenceOf(row, key)
            .Select(quoted => quoted.IsIn(page) ? quoted : locator.Locate(quoted.Quote)?.Evidence)
            .OfType<Evidence>().Select(passage => new TextSpan(passage.Start, passage.Length))];
        return new InspectedPage(key, page.Text, evidence, Words(row, page.Text));
    }

    private static IEnumerable<Evidence> EvidenceOf(DatasetRow row, PageKey key) => (row switch
    {
        SyntheticQuery query => [query.Evidence],
        ToolConversation conversation => conversation.Pages.Where(page => page.GetPageKey(conversation.Source) == key).Select(page => page.Evidence),
        _ => Enumerable.Empty<Evidence?>(),
    }).OfType<Evidence>();

    private static List<TextSpan> Words(DatasetRow row, string text)
    {
        HashSet<string> stems = [.. row.Calls.SelectMany(ArgumentText.Of).SelectMany(ContentWords.Of).Select(word => word.Stem)];
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> sought = stems.GetAlternateLookup<ReadOnlySpan<char>>();
        List<TextSpan> places = [];
        WordReader reader = new(text, stackalloc char[WordReader.LongestWord]);
        while (stems.Count > 0 && places.Count < MostWords && reader.MoveNext())
        {
            if (!ContentWords.IsStop(reader.Word) && sought.Contains(WordStem.Of(reader.Word)))
                places.Add(new TextSpan(reader.Start, reader.End - reader.Start));
        }

        return places;
    }

    private static bool IsOfIndex(Exception error) => error is ChatException or RunEndedException or InvalidDataException or IOException or ObjectDisposedException;
}
