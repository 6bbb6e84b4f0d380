using SynthGen.Conversations.Planning;

namespace SynthGen.Conversations.Template.Scenes;

/// <summary>A second user turn refers back; its call stands by itself.</summary>
internal static class FollowUpScene
{
    /// <summary>Plays a plan; returns why the conversation does not prove its kind, or null.</summary>
    public static string? Play(Scene scene, ConversationPlan plan, Phrases phrases)
    {
        (string kind, string name) = (plan.Subjects[1], plan.Subjects[2]);
        SyntheticQuery first = plan.Rows[0], second = plan.Rows[1];
        if (Pronouns.Refer(second.Query, name, kind) is not { } question)
            return "The second question cannot be asked with a pronoun.";

        scene.User(first.Query[^1] is '?' or '.' ? first.Query : phrases.Say("ask words", ("query", first.Query)));
        if ((LookupScene.Find(scene, first, plan.Source, phrases) ?? LookupScene.Answer(scene, first, plan.Source, phrases)) is { } problem)
            return problem;

        scene.User(phrases.Say("follow", ("query", question)));
        if (scene.Known(UsableRow.SoughtOf(second)) is var sought && !WordPlace.Has(sought, name))
            return "The second call does not stand by itself.";
        return LookupScene.Find(scene, second, plan.Source, phrases) ?? LookupScene.Answer(scene, second, plan.Source, phrases);
    }
}
