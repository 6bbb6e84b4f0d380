using SynthGen.Generation.Template.Finders;

namespace SynthGen.Generation.Template;

/// <summary>The parts of one sentence that the finders recognize.</summary>
internal sealed class SentenceFacts
{
    public SentenceFacts(Sentence sentence)
    {
        Sentence = sentence;
        Tokens = Token.Of(sentence.Text);
        Names = NameFinder.Find(sentence.Text, Tokens);
        Dates = [.. DateFinder.Find(sentence.Text)];
        Phrases = KeyPhraseFinder.Find(sentence.Text, Tokens);
        Concepts = ConceptLexicon.BuiltIn.Match(Tokens);
    }

    public Sentence Sentence { get; }

    public IReadOnlyList<Token> Tokens { get; }

    public List<Name> Names { get; }

    public IReadOnlyList<Span> Dates { get; }

    public IReadOnlyList<KeyPhrase> Phrases { get; }

    public IReadOnlyList<Concept> Concepts { get; }
}
