using SynthGen.Generation.Template.Finders;
using SynthGen.Text;

namespace SynthGen.Generation.Template;

/// <summary>A concept of legal files, with paraphrases that the files seldom use.</summary>
/// <param name="Id">Its name in Concepts.txt.</param>
/// <param name="Sayings">Noun phrases for it.</param>
internal sealed record Concept(string Id, IReadOnlyList<string> Sayings);

/// <summary>The concepts of Concepts.txt, found in a sentence by their trigger words.</summary>
internal sealed class ConceptLexicon
{
    private static readonly Lazy<ConceptLexicon> Loaded = new(Load);

    private readonly Dictionary<string, List<Trigger>> _byWord = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<Trigger>> _byPrefix = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The built-in lexicon.</summary>
    public static ConceptLexicon BuiltIn => Loaded.Value;

    /// <summary>Returns the concepts of a sentence, without repetition, in the order of the lexicon's triggers.</summary>
    public List<Concept> Match(IReadOnlyList<Token> tokens)
    {
        List<Concept> found = [];
        for (int i = 0; i < tokens.Count; i++)
        {
            string word = tokens[i].Word;
            Try(_byWord.GetValueOrDefault(word), i);
            if (word.Length >= 3)
                Try(_byPrefix.GetValueOrDefault(word[..3]), i);
        }

        return found;

        void Try(List<Trigger>? triggers, int at)
        {
            foreach (Trigger trigger in triggers ?? [])
            {
                if (!found.Contains(trigger.Concept) && trigger.First.StandsAt(tokens, at)
                    && (trigger.Second is null || Enumerable.Range(0, tokens.Count).Any(i => trigger.Second.StandsAt(tokens, i))))
                    found.Add(trigger.Concept);
            }
        }
    }

    private static ConceptLexicon Load()
    {
        ConceptLexicon book = new();
        string id = "";
        List<string> matches = [], sayings = [];
        foreach (string line in TextResource.Lines("Concepts.txt").Append("["))
        {
            if (line.StartsWith('['))
            {
                book.Add(new Concept(id, sayings), matches);
                (id, matches, sayings) = (line.Trim('[', ']'), [], []);
            }
            else if (line.StartsWith("match:", StringComparison.Ordinal))
            {
                matches.AddRange(line["match:".Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            }
            else if (line.StartsWith("say:", StringComparison.Ordinal))
            {
                sayings.Add(line["say:".Length..].Trim());
            }
        }

        return book;
    }

    private void Add(Concept concept, List<string> matches)
    {
        foreach (string match in matches)
        {
            string[] sides = match.Split(" + ");
            Trigger trigger = new(concept, new Phrase(sides[0]), sides.Length > 1 ? new Phrase(sides[1]) : null);
            string first = trigger.First.Words[0];
            Dictionary<string, List<Trigger>> index = first.EndsWith('*') ? _byPrefix : _byWord;
            string key = first.EndsWith('*') ? first[..3] : first;
            if (!index.TryGetValue(key, out List<Trigger>? triggers))
                index[key] = triggers = [];
            triggers.Add(trigger);
        }
    }

    private sealed record Trigger(Concept Concept, Phrase First, Phrase? Second);

    private sealed class Phrase(string text)
    {
        public string[] Words { get; } = text.Split(' ');

        public bool StandsAt(IReadOnlyList<Token> tokens, int at)
        {
            if (at + Words.Length > tokens.Count)
                return false;
            for (int i = 0; i < Words.Length; i++)
            {
                string want = Words[i], have = tokens[at + i].Word;
                if (!(want.EndsWith('*')
                    ? have.AsSpan().StartsWith(want.AsSpan(0, want.Length - 1), StringComparison.OrdinalIgnoreCase)
                    : have.Equals(want, StringComparison.OrdinalIgnoreCase)))
                    return false;
            }

            return true;
        }
    }
}
