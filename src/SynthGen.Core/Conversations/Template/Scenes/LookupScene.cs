using SynthGen.Conversations.Planning;
using SynthGen.Rows;

namespace SynthGen.Conversations.Template.Scenes;

/// <summary>One call, its result, and an answer that cites page and passage.</summary>
internal static class LookupScene
{
    /// <summary>Plays a plan; returns why the conversation does not prove its kind, or null.</summary>
    public static string? Play(Scene scene, ConversationPlan plan, Phrases phrases)
    {
        SyntheticQuery row = plan.Rows[0];
        scene.User(Ask(row, phrases));
        return Find(scene, row, plan.Source, phrases) ?? Answer(scene, row, plan.Source, phrases);
    }

    /// <summary>Returns a row's query as the beginning of a conversation.</summary>
    public static string Ask(SyntheticQuery row, Phrases phrases) => UsableRow.IsSentence(row)
        ? phrases.Next(3) > 0 ? row.Query : phrases.Say("ask", ("query", row.Query))
        : phrases.Next(3) > 0 ? phrases.Say("ask words", ("query", row.Query)) : row.Query;

    /// <summary>Runs a row's call; returns why it does not show the evidence, or null.</summary>
    public static string? Find(Scene scene, SyntheticQuery row, string source, Phrases phrases)
    {
        if (scene.Known(UsableRow.SoughtOf(row)) is not { Length: > 0 } sought)
            return "The call has no word that the user said.";

        PageHit? hit = Scene.Find(scene.Search(row.Tools[0].Name, sought, phrases.OneIn(4) ? phrases.Say("look") : null), row);
        if (hit is null)
            return "The page is not among the results.";
        if (!Scene.Shows(hit, row))
            return "The result does not show the whole passage.";
        scene.Cite(row, source);
        return null;
    }

    /// <summary>Answers with a row's passage.</summary>
    public static string? Answer(Scene scene, SyntheticQuery row, string source, Phrases phrases)
    {
        scene.Answer(phrases.Say("answer", ("page", PageOf(row, source)), ("quote", Quoted(row))));
        return null;
    }

    /// <summary>Names a row's page: "page 12", with the document if it is another than the conversation's.</summary>
    public static string PageOf(SyntheticQuery row, string source) => $"page {row.Label}{(row.Source == source ? "" : $" of {row.Source}")}";

    /// <summary>Returns a row's passage in quotation marks that it does not have itself.</summary>
    public static string Quoted(SyntheticQuery row) => Quoted(Scene.QuoteOf(row));

    /// <summary>Returns a text in quotation marks that it does not have itself.</summary>
    public static string Quoted(string text) => text.Contains('"') ? $"“{text}”" : $"\"{text}\"";
}
