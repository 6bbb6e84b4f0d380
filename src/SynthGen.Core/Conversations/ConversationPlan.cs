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
    /// The thing that each row is about, in the order of the rows: the start and the names in between of a Sequence, the two things
    /// of a Compare, the name of a FollowUp or a Clarify, what an Unanswerable asks for. Empty for the other kinds.
    /// </summary>
    public IReadOnlyList<string> Subjects { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>
    /// The value that each row's evidence gives for its subject: of a Sequence the name that the next step starts from, at last the
    /// answer; of a Compare the date or the amount. Empty for the other kinds.
    /// </summary>
    public IReadOnlyList<string> Values { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The words that say what each row is about beside its subject, in the order of the rows; empty for kinds without.</summary>
    public IReadOnlyList<string> Topics { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The document; that of the first row.</summary>
    public string Source => Rows is [var first, ..] ? first.Source : "";

    /// <summary>Number, kind and first query.</summary>
    public override string ToString() => Text.PrintableText.Line($"{Number}. {Kind}{(Rows is [var first, ..] ? $": {first.Query}" : "")}");
}
