using System.Text.RegularExpressions;
using SynthGen.Documents;
using SynthGen.Quality.Queries;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Quality.Conversations.Kinds;

/// <summary>
/// Searched with each search that is offered, not there, and said so. That it is not there: one of the names and figures that the
/// user asks for, or if there are none of the other words, is on no page, or no page has all of them.
/// </summary>
internal sealed partial class UnanswerableProof : KindProof
{
    /// <inheritdoc/>
    public override KindFlaw? Find(KindCase test)
    {
        if (Pages(test, 0, 0) is { } flaw)
            return flaw;
        string[] searches = [.. test.Offered.Where(test.Index.CanRun)];
        if (searches.Length == 0)
            return new KindFlaw("NoSearch", "No search is offered.");
        if (searches.FirstOrDefault(tool => test.Steps.All(step => step.Call.Name != tool)) is { } unused)
            return new KindFlaw("NotSearched", $"The assistant does not search with {unused}.");
        if (PageWithAll(test) is { } page)
            return new KindFlaw("MayBeAnswerable", $"Page {page} has all that the user names.");
        if (AnswerText.CitedIn(test.Reading.Answer) is { Count: > 0 } && !Denial().IsMatch(test.Reading.Answer))
            return new KindFlaw("Answered", "The assistant cites a page for what is not in the document.");
        return new QueryText(test.Reading.Answer).IsEnglish && !Denial().IsMatch(test.Reading.Answer) ? new KindFlaw("NotSaid", "The assistant does not say that it found nothing.") : null;
    }

    private static PageKey? PageWithAll(KindCase test)
    {
        if (!test.Index.CanRun(BuiltInTools.FullTextSearch.Name))
            return null;
        List<ContentWord> words = ContentWords.Of(test.Reading.UserText);
        string user = test.Reading.UserText.TrimStart();
        ContentWord[] specific = [.. words.Where((word, i) => word.IsFigure || (char.IsUpper(word.Text[0]) && !(i == 0 && user.StartsWith(word.Text, StringComparison.Ordinal))))];
        HashSet<PageKey>? pages = null;
        foreach (string word in (specific.Length > 0 ? specific : [.. words]).Select(word => word.Text).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            IReadOnlyList<PageKey> found = test.Index.PagesWith(word, test.Index.Count);
            if (pages is null)
                pages = [.. found];
            else
                pages.IntersectWith(found);
            if (pages.Count == 0)
                return null;
        }

        return pages is { Count: > 0 } ? pages.First() : null;
    }

    [GeneratedRegex(@"\b(?:no|not|nothing|none|neither|never|nowhere|without|unable|cannot|\w+n['\u2019]t)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Denial();
}
