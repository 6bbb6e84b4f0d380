using SynthGen.Rows;

namespace SynthGen.Conversations;

/// <summary>What a conversation is to be: its kind, and the proven rows that it is built of.</summary>
/// <param name="Number">The plan's number in its run, from 1.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Rows">
/// One row for each search that has to succeed, in the order in which the conversation needs them, each with query, calls, page and
/// evidence, and its page (<see cref="SyntheticQuery.GetSourcePage"/>). Lookup, Recover, Clarify and MissingTool have one row;
/// Parallel two or three; Compare and FollowUp two; Sequence one a step. That of Unanswerable is a question near to the one that
/// cannot be answered. NoTool has none.
/// </param>
public sealed record ConversationPlan(int Number, ConversationKind Kind, IReadOnlyList<SyntheticQuery> Rows)
{
    /// <summary>One row for each search that has to succeed.</summary>
    public IReadOnlyList<SyntheticQuery> Rows { get; init => field = ListSnapshot.Of(value); } = ListSnapshot.Of(Rows);

    /// <summary>The seed of the plan's own choices.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// What the rows are about. Sequence and Compare: the thing that each row's evidence says something of, and for Sequence the
    /// kinds of these things after them. FollowUp: the name that both rows share, its kind (person, organization), and its form in the second row.
    /// Clarify: the name that stands on several pages. Unanswerable: what stands nowhere in the document, its telling word, and the
    /// name of the row in whose place it is asked for. Empty for the other kinds.
    /// </summary>
    public IReadOnlyList<string> Subjects { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>
    /// Sequence and Compare: the value that each row's evidence gives for its subject, as the page writes it, and after them the kind
    /// of the last one (Date, Amount, Person, …). Of a Sequence each value but the last is the subject of the next row. Empty for the
    /// other kinds.
    /// </summary>
    public IReadOnlyList<string> Values { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>
    /// Sequence: words of each row's evidence that tell it from others, a phrase, or what is said of the subject ("Patten pleaded
    /// guilty"); empty where there are none. Compare: what is said of each subject ("pleaded guilty"). Empty for the other kinds.
    /// </summary>
    public IReadOnlyList<string> Topics { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The document; that of the first row.</summary>
    public string Source => Rows is [var first, ..] ? first.Source : "";

    /// <summary>Number, kind and first query.</summary>
    public override string ToString() => Text.PrintableText.Line($"{Number}. {Kind}{(Rows is [var first, ..] ? $": {first.Query}" : "")}");
}
