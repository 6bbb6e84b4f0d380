namespace SynthGen.TestServer.Model;

/// <summary>How the model words rows anew that are sent back with what their calls found.</summary>
public enum Refinement
{
    /// <summary>So that they decide: words that no other page has, or words that are like those of the page and are not on it.</summary>
    Better,

    /// <summary>So that their calls find nothing.</summary>
    Worse,

    /// <summary>With a passage that is not on the page, or a tool that nobody offers.</summary>
    Unproven,

    /// <summary>Not in JSON.</summary>
    Garbage,
}

/// <summary>
/// A model that knows its document: when rows are sent back, it words them anew, mostly better. The way depends on the page
/// alone, so that two runs get the same.
/// </summary>
/// <param name="pages">The texts of the document's pages.</param>
public sealed class RefinementScript(IEnumerable<string> pages)
{
    private const int LongestPhrase = 6;

    // The pages that have a word: only whether there are two matters.
    private readonly Dictionary<string, int> _spread = pages
        .SelectMany(page => WordsOf(page).Distinct(StringComparer.OrdinalIgnoreCase))
        .GroupBy(word => word, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.Count(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The way for a page: seven of ten are better.</summary>
    public static Refinement WayOf(AskedPage page) => (PageHash.Mix(page.Hash, 99) % 10) switch
    {
        0 => Refinement.Garbage,
        1 => Refinement.Unproven,
        2 => Refinement.Worse,
        _ => Refinement.Better,
    };

    /// <summary>The reply to rows that are sent back: as many, in their order, each with its tool.</summary>
    public ModelReply Reply(Ask ask)
    {
        Refinement way = WayOf(ask.Page);
        return new ModelReply(way == Refinement.Garbage
            ? "I am sorry, but the rows are as good as they can be."
            : BrainRow.ToJson([.. ask.RefinedTools.Select((tool, i) => Row(ask, way, ask.Tools.FirstOrDefault(known => known.Name == tool) ?? ask.Tools[0], i))]))
        {
            InputTokens = ask.InputTokens,
        };
    }

    private BrainRow Row(Ask ask, Refinement way, ToolShape tool, int i)
    {
        string text = ask.Page.Text;
        string[] sentences = [.. Brain.Sentences(text).Select(range => text[range])];
        string[] rare = [.. WordsOf(text).Distinct(StringComparer.OrdinalIgnoreCase).Where(word => _spread.GetValueOrDefault(word) == 1 && sentences.Any(sentence => sentence.Contains(word, StringComparison.Ordinal)))];
        bool isByMeaning = tool.Name == "vector_search";
        string word = rare.Length > 0 ? rare[i % rare.Length] : "";
        string evidence = isByMeaning || word.Length == 0 ? sentences[i % sentences.Length] : sentences.First(sentence => sentence.Contains(word, StringComparison.Ordinal));
        string sought = way == Refinement.Worse ? "zyzzyva qoph" : isByMeaning ? Like(evidence) : word;
        BrainRow row = new($"Who knows of {sought} ({i})?", tool.Name, tool.Arguments(sought), evidence);
        return way != Refinement.Unproven ? row
            : i % 2 == 0 ? row with { Evidence = "The parties never heard of any of this." } : row with { Tool = SpoiledReply.WrongTool };
    }

    // Words that share most of their letters with those of the passage: a search by meaning knows them, one by words does not.
    private static string Like(string passage) => string.Join(' ', WordsOf(passage)
        .Where(word => word.Length > 5 && word.All(char.IsAsciiLetter)).Take(LongestPhrase).Select(word => $"{word}ship"));

    private static IEnumerable<string> WordsOf(string text) => text
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word.Trim('.', ',', ';', ':', '"', '(', ')', '\'', '?', '!', '[', ']'))
        .Where(word => word.Length > 3 && word.All(char.IsAsciiLetterOrDigit));
}
