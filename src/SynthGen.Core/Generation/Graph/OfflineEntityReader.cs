using SynthGen.Documents;
using SynthGen.Generation.Template;
using SynthGen.Generation.Template.Finders;
using SynthGen.Retrieval.Graph;
using SynthGen.Text;

namespace SynthGen.Generation.Graph;

/// <summary>Reads what a page names by rules, without a model.</summary>
public sealed class OfflineEntityReader : IEntityReader
{
    /// <summary>The name of this way of reading, for <see cref="PageGraph.Method"/>.</summary>
    public const string Method = "Offline";

    // The longest two sentences that are taken together.
    private const int LongestJoint = 500;

    /// <inheritdoc/>
    public Task<EntityOutcome> ReadAsync(OcrPage page, CancellationToken cancellationToken)
    {
        PageEntities found = Read(page);
        PageOutcome outcome = found.Sentences.Count > 0 ? PageOutcome.Generated(page, []) : PageOutcome.Empty(page, "The page names nothing.");
        return Task.FromResult(new EntityOutcome(outcome, found));
    }

    /// <summary>Builds the graph of pages, each of which is there once.</summary>
    internal static PageGraph BuildGraph(IEnumerable<OcrPage> pages)
    {
        PageGraphBuilder builder = new(Method);
        foreach (OcrPage page in pages)
            builder.Add(Read(page));
        return builder.Build();
    }

    /// <summary>Reads a page.</summary>
    internal static PageEntities Read(OcrPage page)
    {
        PageReading reading = PageReading.Of(page);
        PageNames names = new(page.Text);
        List<EntitySentence> sentences = [];
        Sentence? before = null;
        foreach (Sentence sentence in reading.Sentences)
        {
            SentencePlaces places = new(page, sentence);
            List<Entity> entities = [.. Find(sentence.Text, names).Select(found => places.Locate(found)).OfType<Entity>()];
            if (entities.Count > 0)
            {
                int start = sentence.Start;
                if (before is not null && sentences is [.., var last] && last.Evidence.Start == before.Start && Referent(sentence, last) is { } referent && sentence.Start + sentence.Length - before.Start <= LongestJoint)
                    (start, entities) = (before.Start, [referent, .. entities]);
                sentences.Add(new EntitySentence(Evidence.At(page, start, sentence.Start + sentence.Length - start), entities));
            }

            before = sentence;
        }

        return new PageEntities(PageKey.Of(page), sentences);
    }

    // "He emailed on May 9": the only person of the sentence before is meant.
    private static Entity? Referent(Sentence sentence, EntitySentence before)
    {
        string first = sentence.Text[..Math.Max(0, sentence.Text.IndexOf(' '))];
        PageGraphKind[] kinds = first switch
        {
            "He" or "She" or "His" or "Her" => [PageGraphKind.Person, PageGraphKind.Name],
            "It" or "Its" => [PageGraphKind.Organization],
            _ => [],
        };
        Entity[] meant = [.. before.Entities.Where(entity => kinds.Contains(entity.Kind))];
        return meant is [var only] ? only : null;
    }

    private static List<FoundName> Find(string sentence, PageNames names)
    {
        List<FoundName> found = [];
        foreach (Span date in DateFinder.Find(sentence))
            Add(date, PageGraphKind.Date);
        foreach (Span amount in AmountFinder.Find(sentence))
            Add(amount, PageGraphKind.Amount);
        foreach ((string kind, Span citation) in CitationFinder.Find(sentence))
            Add(citation, kind == "provision" && !IsPaper(citation.Text) ? PageGraphKind.Provision : PageGraphKind.Citation);
        foreach ((_, Span term) in TermFinder.Find(sentence))
            Add(term with { Text = term.Text.Trim('"') }, PageGraphKind.Term);
        foreach (Name name in NameFinder.Find(sentence, Token.Of(sentence)).FindAll(names.Has))
        {
            if (!IsTorn(sentence, name))
                Add(new Span(name.Start, name.End, name.Bare), KindOf(sentence, name));
        }

        return found;

        // What was found first has the place: a date's month is not a name.
        void Add(Span span, PageGraphKind kind)
        {
            if (!found.Exists(other => other.Start < span.End && span.Start < other.End))
                found.Add(new FoundName(span.Text, kind, span.Start, span.End));
        }
    }

    // A paper of its own, which other pages refer to; a section is a place in one.
    private static bool IsPaper(string citation) =>
        citation.StartsWith("Exhibit ", StringComparison.Ordinal) || citation.StartsWith("Schedule ", StringComparison.Ordinal) || citation.StartsWith("Executive ", StringComparison.Ordinal);

    // "Westin Hote l", "Mr. Trump-helped".
    private static bool IsTorn(string sentence, Name name)
    {
        int after = name.End + 1;
        bool isCut = after < sentence.Length && sentence[name.End] == ' ' && char.IsLower(sentence[after]) && sentence[after] != 'a'
            && (after + 1 == sentence.Length || !char.IsLetter(sentence[after + 1]));
        int hyphen = name.Bare.IndexOf('-');
        return isCut || (hyphen > 0 && hyphen + 1 < name.Bare.Length && char.IsLower(name.Bare[hyphen + 1]));
    }

    private static PageGraphKind KindOf(string sentence, Name name)
    {
        string[] words = name.Bare[PersonTitle.LengthOf(name.Bare)..].Split(' ');
        if (name.IsRole)
            return PageGraphKind.Role;
        if (words.Length < name.Bare.Split(' ').Length)
            return PageGraphKind.Person;
        if (words.Any(WordLists.Organisation.Contains) || (words.Length == 1 && words[0].All(char.IsUpper)))
            return PageGraphKind.Organization;
        if (words.Any(WordLists.Place.Contains) || sentence.AsSpan(0, name.Start).EndsWith("in ", StringComparison.OrdinalIgnoreCase))
            return PageGraphKind.Place;
        return words.Length > 1 ? PageGraphKind.Person : PageGraphKind.Name;
    }
}
