using System.Text.RegularExpressions;
using SynthGen.Quality.Queries;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Quality.Conversations.Kinds;

/// <summary>
/// A later turn of the user refers back, and the call that follows stands by itself: it has what the turn leaves out, and no pronoun
/// that only the conversation resolves. Pronouns are known in English.
/// </summary>
internal sealed partial class FollowUpProof : KindProof
{
    private const int LeastBefore = 2;

    /// <inheritdoc/>
    public override KindFlaw? Find(KindCase test)
    {
        if (test.Reading.UserTurns.Count < 2)
            return new KindFlaw("NoFollowUp", "The user speaks once.");
        if (Pages(test, 1, int.MaxValue) is { } flaw)
            return flaw;

        CallStep[] first = [.. test.Steps.Where(step => step.Turn == 1)], later = [.. test.Steps.Where(step => step.Turn > 1)];
        if (first.Length == 0 || later.Length == 0)
            return new KindFlaw("NoCallInTurn", "The assistant does not search in both turns.");
        if (!RefersBack(test, later[^1].Turn))
            return new KindFlaw("DoesNotReferBack", "What the user says later stands by itself.");
        if (later.FirstOrDefault(step => UnresolvedIn(step) is not null) is { } open)
            return new KindFlaw("UnresolvedPronoun", $"'{UnresolvedIn(open)}' in the call means nothing without the conversation: {open.Call}.");
        if (!later.Any(step => IsCompleted(test, step)))
            return new KindFlaw("ReferenceLeftOut", "The call has nothing of what the user refers to.");
        return !first.Any(step => test.Finds(step, test.Pages[0])) ? NotFound(test.Pages[0])
            : !later.Any(step => test.Finds(step, test.Pages[^1])) ? NotFound(test.Pages[^1])
            : Answered(test, test.Pages[^1]);
    }

    // A pronoun, or so little that only the turn before completes it.
    private static bool RefersBack(KindCase test, int turn)
    {
        string text = test.Reading.UserTurns[turn - 1].Text;
        return Reference().IsMatch(text) || !new QueryText(text).MayBeEnglish;
    }

    // What a name or two other words before it may stand for is resolved.
    private static string? UnresolvedIn(CallStep step)
    {
        foreach (string text in ArgumentText.Of(step.Call.ToToolCall()))
        {
            foreach (Match pronoun in Pronoun().Matches(text))
            {
                List<ContentWord> before = ContentWords.Of(text[..pronoun.Index]);
                if (step.Call.Name == BuiltInTools.FullTextSearch.Name || (before.Count < LeastBefore && !before.Exists(word => char.IsUpper(word.Text[0]))))
                    return pronoun.Value;
            }
        }

        return null;
    }

    private static bool IsCompleted(KindCase test, CallStep step)
    {
        QueryWords now = new(test.Reading.UserTurns[step.Turn - 1].Text);
        int message = test.Reading.UserTurns[step.Turn - 1].Message;
        SeenText before = test.Reading.SeenBefore(message);
        return ArgumentText.Of(step.Call.ToToolCall()).SelectMany(ContentWords.Of).Any(word => !now.Has(word) && before.Has(word));
    }

    [GeneratedRegex(@"\b(?:he|him|his|she|her|hers|it|its|they|them|their|theirs|this|that|these|those|there|then|one|same|other|former|latter)\b|^(?:and|but|so|also|what about|how about)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\b(?:he|him|his|she|her|hers|it|its|they|them|their|theirs)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pronoun();
}
