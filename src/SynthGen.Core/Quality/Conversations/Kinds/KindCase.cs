using SynthGen.Conversations;
using SynthGen.Documents;
using SynthGen.Retrieval;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Quality.Conversations.Kinds;

/// <summary>A conversation whose kind is to be proven, with the index.</summary>
internal sealed class KindCase(TestedConversation tested, IPageIndex index)
{
    private HashSet<string>? _user;

    /// <summary>The index.</summary>
    public IPageIndex Index => index;

    /// <summary>The conversation.</summary>
    public ToolConversation Row => tested.Row;

    /// <summary>Its turns, calls and results.</summary>
    public ConversationReading Reading => tested.Reading;

    /// <summary>Its calls.</summary>
    public IReadOnlyList<CallStep> Steps => tested.Reading.Steps;

    /// <summary>Its pages.</summary>
    public IReadOnlyList<ConversationPage> Pages => tested.Row.Pages;

    /// <summary>The names of the tools offered.</summary>
    public IEnumerable<string> Offered => (tested.Row.AvailableTools.Count > 0 ? tested.Row.AvailableTools : BuiltInTools.All).Select(tool => tool.Name);

    /// <summary>The number of pages in a result.</summary>
    public int ResultCount => tested.Row.Provenance?.ResultCount ?? ToolRunner.DefaultResultCount;

    /// <summary>Whether the result of a call shows a page.</summary>
    public bool Finds(CallStep step, ConversationPage page) => RankIn(step, page) is not null;

    /// <summary>Returns the rank of a page in the result of a call, from 1; null if it is not there.</summary>
    public int? RankIn(CallStep step, ConversationPage page)
    {
        for (int i = 0; i < step.Pages.Count; i++)
        {
            ShownPage shown = step.Pages[i];
            if (shown.Page == page.Page && shown.Label == page.Label && (shown.Source ?? Row.Source) == (page.Source ?? Row.Source))
                return i + 1;
        }

        return null;
    }

    /// <summary>Returns the key by which the index knows a page; null if it lacks it.</summary>
    public PageKey? KeyOf(ConversationPage page) => tested.Find(page) is { } found ? PageKey.Of(found.Page) : null;

    /// <summary>Whether the assistant cites a page, in any of its answers.</summary>
    public bool Cites(ConversationPage page) => Reading.AssistantTexts.Any(spoken => AnswerText.CitedIn(spoken.Text).Contains(page.Label));

    /// <summary>
    /// Whether what the assistant says beyond the user's words is, in part, in a page's evidence; if nothing of that is, half of what it
    /// says, or of the evidence.
    /// </summary>
    public bool IsAnswerIn(ConversationPage page)
    {
        HashSet<string> evidence = Stems(page.Evidence?.Quote ?? "");
        string[] said = [.. Reading.AssistantTexts.SelectMany(spoken => AnswerText.Sentences(spoken.Text)).SelectMany(sentence => ContentWords.Of(sentence.Text)).Select(word => word.Stem).Distinct()];
        _user ??= Stems(Reading.UserText);
        string[] added = [.. said.Where(stem => !_user.Contains(stem))];
        return added.Any(evidence.Contains) || (said.Count(evidence.Contains) is > 0 and int common && 2 * common >= Math.Min(said.Length, evidence.Count));
    }

    /// <summary>Whether a call uses a word that an earlier result has and the user has not said.</summary>
    public bool UsesResult(CallStep step)
    {
        SeenText seen = Reading.SeenBefore(step.Message);
        SeenText user = new([.. seen.Parts.Where(part => part.Page is null)]), results = new([.. seen.Parts.Where(part => part.Page is not null)]);
        return ArgumentText.Of(step.Call.ToToolCall()).SelectMany(ContentWords.Of).Any(word => !user.Has(word) && !user.HasRelated(word) && results.Has(word));
    }

    private static HashSet<string> Stems(string text) => [.. ContentWords.Of(text).Select(word => word.Stem)];
}
