namespace SynthGen.Conversations.Model;

/// <summary>
/// Why a conversation is dropped. The sentences are the same for all conversations with the same fault, so that they can be
/// counted.
/// </summary>
/// <param name="Reason">The reason as one PascalCase word.</param>
/// <param name="Sentence">The reason in a sentence.</param>
internal sealed record PlayFault(string Reason, string Sentence)
{
    public static readonly PlayFault UserIsSilent = new(nameof(UserIsSilent), "The user's part wrote nothing.");
    public static readonly PlayFault UserNamesPage = new(nameof(UserNamesPage), "The user's part named a page.");
    public static readonly PlayFault UserNamesTool = new(nameof(UserNamesTool), "The user's part named a tool.");
    public static readonly PlayFault UserPlaysAssistant = new(nameof(UserPlaysAssistant), "The user's part wrote the assistant's.");
    public static readonly PlayFault UserEnds = new(nameof(UserEnds), "The user's part ended the conversation too early.");
    public static readonly PlayFault UnknownTool = new(nameof(UnknownTool), "The assistant called a tool that is not there.");
    public static readonly PlayFault BrokenArguments = new(nameof(BrokenArguments), "The assistant wrote arguments that are not a JSON object.");
    public static readonly PlayFault MisfitArguments = new(nameof(MisfitArguments), "The assistant wrote arguments that do not fit the tool's schema.");
    public static readonly PlayFault RepeatedCall = new(nameof(RepeatedCall), "The assistant made the same call twice.");
    public static readonly PlayFault EarlyAnswer = new(nameof(EarlyAnswer), "The assistant answered before it had searched.");
    public static readonly PlayFault EmptyReply = new(nameof(EmptyReply), "The assistant wrote nothing.");
    public static readonly PlayFault PlaysUser = new(nameof(PlaysUser), "The assistant wrote the user's part.");
    public static readonly PlayFault TooManyTurns = new(nameof(TooManyTurns), "The assistant came to no end.");
    public static readonly PlayFault CutOff = new(nameof(CutOff), "A reply was cut off or withheld.");
    public static readonly PlayFault OtherKind = new(nameof(OtherKind), "The conversation went another way than its kind.");
    public static readonly PlayFault NotFound = new(nameof(NotFound), "The page was not among the results.");
    public static readonly PlayFault NotCited = new(nameof(NotCited), "The answer does not cite the page.");

    /// <summary>Whether the fault is one of the conversation as a whole: its turns are sound, but it does not end right.</summary>
    public bool IsOfEnd => this == OtherKind || this == NotFound || this == NotCited;
}
