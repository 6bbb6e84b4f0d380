using SynthGen.TestServer.Faults;

namespace SynthGen.TestServer.Model;

/// <summary>Makes the turns of conversations, faulty ones among them.</summary>
public static class SpoiledDialogue
{
    /// <summary>Stands in the arguments of calls that go on for ever.</summary>
    public const string OnceMore = "once more";

    /// <summary>The next turn of the part that the model plays, with this fault.</summary>
    public static ModelReply Of(Dialogue dialogue, Fault fault) => dialogue.Part switch
    {
        DialoguePart.User => OfUser(dialogue, fault),
        DialoguePart.Tool => new ModelReply(fault is Fault.BrokenArguments ? "It is 42, I think." : $$"""{"value": "{{PageHash.Of(dialogue.Question):x}}"}"""),
        _ => OfAssistant(dialogue, fault),
    };

    private static ModelReply OfUser(Dialogue dialogue, Fault fault) => fault switch
    {
        Fault.EmptyStop => new ModelReply(""),
        Fault.MaxTokens => new ModelReply("What about", "MAX_TOKENS"),
        Fault.UnknownTool => new ModelReply("Please use full_text_search to find out who paid."),
        Fault.EarlyAnswer => new ModelReply("What does page 12 say about that?"),
        Fault.PlaysUser => new ModelReply("Who paid for it?\nAssistant: The city did."),
        Fault.EndlessCalls => new ModelReply(UserBrain.End),
        _ => UserBrain.Reply(dialogue),
    };

    private static ModelReply OfAssistant(Dialogue dialogue, Fault fault)
    {
        ModelReply sound = DialogueBrain.Reply(dialogue);
        DialogueCall? last = dialogue.Turns.LastOrDefault(turn => turn.Calls.Count > 0)?.Calls[^1];
        if (last?.Arguments.Contains(OnceMore, StringComparison.Ordinal) == true && dialogue.Turns[^1].Role is DialogueRole.Tool)
            return EndlessCall(dialogue);
        return fault switch
        {
            Fault.MaxTokens => new ModelReply("I am about to", "MAX_TOKENS"),
            Fault.MaxTokensNoParts => new ModelReply(null, "MAX_TOKENS") { ThoughtTokens = 1024 },
            Fault.BlockedPrompt => new ModelReply(null) { BlockReason = "PROHIBITED_CONTENT" },
            Fault.Safety => new ModelReply(null, "SAFETY"),
            Fault.Recitation => new ModelReply(null, "RECITATION"),
            Fault.ProhibitedContent => new ModelReply(null, "PROHIBITED_CONTENT"),
            Fault.OtherFinish => new ModelReply(null, "OTHER"),
            Fault.UnknownFinish => new ModelReply(null, "FROBNICATED"),
            Fault.EmptyStop => new ModelReply(""),
            Fault.UnknownTool => DialogueBrain.Calling([DialogueBrain.Call(dialogue, new ToolShape(SpoiledReply.WrongTool), "everything", 0)]),
            Fault.BrokenArguments => DialogueBrain.Calling([Named(dialogue) with { Arguments = """{"query": "half a""" }]),
            Fault.MisfitArguments => DialogueBrain.Calling([Named(dialogue) with { Arguments = """{"query":42,"limit":"many"}""" }]),
            Fault.RepeatedCall => DialogueBrain.Calling([last is null ? Named(dialogue) : Named(dialogue) with { Name = last.Name, Arguments = last.Arguments }]),
            Fault.EarlyAnswer => new ModelReply("Page 1 says so, as everybody knows."),
            Fault.EndlessCalls => EndlessCall(dialogue),
            Fault.PlaysUser => new ModelReply("Here it is.\n\nUser: Thank you. And who paid for it?\nAssistant: The city did."),
            _ => sound,
        };
    }

    private static ModelReply EndlessCall(Dialogue dialogue) =>
        DialogueBrain.Calling([Named(dialogue, $"{OnceMore} {dialogue.Turns.Count}")]);

    private static DialogueCall Named(Dialogue dialogue, string text = "anything at all") =>
        DialogueBrain.Call(dialogue, dialogue.Tools is [var first, ..] ? first : new ToolShape("none"), text, 0);
}
