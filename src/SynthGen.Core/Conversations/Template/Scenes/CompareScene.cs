using System.Globalization;
using SynthGen.Conversations.Planning;
using SynthGen.Tools;

namespace SynthGen.Conversations.Template.Scenes;

/// <summary>Two things on different pages, answered side by side.</summary>
internal static class CompareScene
{
    private static readonly string[] Forms = ["MMMM d, yyyy", "d MMMM yyyy", "MMMM yyyy"];

    /// <summary>Plays a plan; returns why the conversation does not prove its kind, or null.</summary>
    public static string? Play(Scene scene, ConversationPlan plan, Phrases phrases)
    {
        bool isDate = plan.Values[2] == "Date";
        string section = isDate ? "dates" : "amounts";
        if (plan.Topics.Any(topic => !topic.Contains(' ')))
            return "What is compared cannot be said in a few words.";
        scene.User(phrases.Say($"ask {section}", ("a", $"{plan.Subjects[0]} {plan.Topics[0]}"), ("b", $"{plan.Subjects[1]} {plan.Topics[1]}")));

        (string, string)[] searches = [.. plan.Subjects.Zip(plan.Topics, (subject, topic) => (BuiltInTools.FullTextSearch.Name, scene.Known($"{subject} {topic}")))];
        IReadOnlyList<PageHit>[] found = phrases.OneIn(3)
            ? [scene.Search(searches[0].Item1, searches[0].Item2), scene.Search(searches[1].Item1, searches[1].Item2, phrases.SayOrNot("second thing", ("name", plan.Subjects[1])))]
            : scene.Search(searches);
        string[] parts = new string[2];
        for (int i = 0; i < 2; i++)
        {
            SyntheticQuery row = plan.Rows[i];
            if (Scene.Find(found[i], row) is not { } hit)
                return "One of the pages is not among the results.";
            if (!Scene.Shows(hit, row) || !Scene.QuoteOf(row).Contains(plan.Values[i], StringComparison.Ordinal))
                return "The result does not show the whole passage.";
            scene.Cite(row, plan.Source);
            parts[i] = phrases.Say("compare part", ("name", plan.Subjects[i]), ("value", plan.Values[i]), ("page", LookupScene.PageOf(row, plan.Source)), ("quote", LookupScene.Quoted(row)));
        }

        string end = isDate && Order(plan.Values[0], plan.Values[1]) is { } order
            ? " " + phrases.Say("earlier", ("name", plan.Subjects[order < 0 ? 0 : 1]), ("other", plan.Subjects[order < 0 ? 1 : 0])) : "";
        scene.Answer($"{string.Join(phrases.OneIn(2) ? "\n" : " ", parts)}{end}");
        return null;
    }

    // Months and days are compared only where the months differ.
    private static int? Order(string one, string other)
    {
        if (DateOf(one) is not { } first || DateOf(other) is not { } second)
            return null;
        int months = (first.Year * 12 + first.Month).CompareTo(second.Year * 12 + second.Month);
        return months != 0 ? months : first.Day == 0 || second.Day == 0 || first.Day == second.Day ? null : first.Day.CompareTo(second.Day);
    }

    private static (int Year, int Month, int Day)? DateOf(string text)
    {
        string date = text.Replace(" ,", ",", StringComparison.Ordinal).Replace(",", ", ", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal);
        return DateTime.TryParseExact(date, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime value)
            ? (value.Year, value.Month, date.Any(char.IsDigit) && date.Split(' ').Length > 2 ? value.Day : 0) : null;
    }
}
