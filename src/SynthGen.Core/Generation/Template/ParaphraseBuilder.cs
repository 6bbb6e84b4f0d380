using SynthGen.Generation.Template.Finders;

namespace SynthGen.Generation.Template;

/// <summary>Finds the questions of Questions.txt that a page answers, in page order.</summary>
internal static class ParaphraseBuilder
{
    private const string NamePlace = "{n}";

    /// <summary>Returns the questions that the sentences of a page answer.</summary>
    public static List<Paraphrase> Build(IReadOnlyList<SentenceFacts> sentences)
    {
        Dictionary<string, int> onPage = sentences.SelectMany(sentence => sentence.Topics).CountBy(match => match.Topic.Id).ToDictionary();
        List<Paraphrase> found = [];
        foreach (SentenceFacts sentence in sentences)
        {
            foreach (TopicMatch match in sentence.Topics)
            {
                // A topic of several sentences is the topic of the page.
                double weight = .6 + .1 * Math.Min(onPage[match.Topic.Id] - 1, 3);
                foreach (string question in match.Topic.Questions)
                    found.Add(new Paraphrase(match.Topic.Id, sentence.Sentence, question, weight));
                if (match.Doing is { } verb && sentence.SubjectOf(verb) is { } subject)
                {
                    foreach (string question in match.Topic.NamedQuestions)
                        found.Add(new Paraphrase(match.Topic.Id, sentence.Sentence, Named(question, subject), weight + .2));
                }
            }
        }

        return found;
    }

    private static string Named(string question, Name name)
    {
        string said = question.Replace(NamePlace, name.Display, StringComparison.Ordinal);
        return said[^1] == '?' ? char.ToUpperInvariant(said[0]) + said[1..] : said;
    }
}
