using SynthGen.Documents;
using SynthGen.Generation.Template;
using SynthGen.Generation.Template.Finders;
using SynthGen.Retrieval.Graph;
using SynthGen.Text;

namespace SynthGen.Generation.Graph;

/// <summary>Reads what a page names by rules, without a model.</summary>
internal static class OfflineEntityReader
{
    /// <summary>The name of this way of reading, for <see cref="PageGraph.Method"/>.</summary>
    public const string Method = "Offline";

    /// <summary>Builds the graph of pages, each of which is there once.</summary>
    public static PageGraph BuildGraph(IEnumerable<OcrPage> pages)
    {
        PageGraphBuilder builder = new(Method);
        foreach (OcrPage page in pages)
            builder.Add(Read(page));
        return builder.Build();
    }

    /// <summary>Reads a page.</summary>
    public static PageEntities Read(OcrPage page)
    {
        PageReading reading = PageReading.Of(page);
        PageNames names = new(page.Text);
        List<EntitySentence> sentences = [];
        foreach (Sentence sentence in reading.Sentences)
        {
            SentencePlaces places = new(page, sentence);
            List<Entity> entities = [.. Find(sentence.Text, names).Select(found => places.Locate(found)).OfType<Entity>()];
            if (entities.Count > 0)
                sentences.Add(new EntitySentence(Evidence.At(page, sentence.Start, sentence.Length), entities));
        }

        return new PageEntities(PageKey.Of(page), sentences);
    }

    private static List<FoundName> Find(string sentence, PageNames names)
    {
        List<FoundName> found = [];
        foreach (Span date in DateFinder.Find(sentence))
            Add(date, PageGraphKind.Date);
        foreach (Span amount in AmountFinder.Find(sentence))
            Add(amount, PageGraphKind.Amount);
        foreach ((_, Span citation) in CitationFinder.Find(sentence))
            Add(citation, PageGraphKind.Citation);
        foreach ((_, Span term) in TermFinder.Find(sentence))
            Add(term with { Text = term.Text.Trim('"') }, PageGraphKind.Term);
        foreach (Name name in NameFinder.Find(sentence, Token.Of(sentence)).FindAll(names.Has))
            Add(new Span(name.Start, name.End, name.Bare), KindOf(name));
        return found;

        // What was found first has the place: a date's month is not a name.
        void Add(Span span, PageGraphKind kind)
        {
            if (!found.Exists(other => other.Start < span.End && span.Start < other.End))
                found.Add(new FoundName(span.Text, kind, span.Start, span.End));
        }
    }

    private static PageGraphKind KindOf(Name name)
    {
        string[] words = name.Bare.Split(' ');
        if (name.IsRole)
            return PageGraphKind.Role;
        if (words.Any(WordLists.Organisation.Contains) || (words.Length == 1 && words[0].All(char.IsUpper)))
            return PageGraphKind.Organization;
        if (WordLists.Place.Contains(words[^1]))
            return PageGraphKind.Place;
        return words.Length > 1 ? PageGraphKind.Person : PageGraphKind.Name;
    }
}
