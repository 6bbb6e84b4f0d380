using System.Text.RegularExpressions;
using SynthGen.Quality.Queries;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Quality.Conversations;

/// <summary>
/// Tests that what the user says is whole, as <see cref="Gates.WellFormedGate"/> tests a query, and that it is a person's part: it
/// names neither tools nor pages of the document. The score is 1 or 0.
/// </summary>
/// <param name="index">The index of the document; null if there is none.</param>
public sealed partial class ConversationWellFormedGate(IPageIndex? index) : IConversationGate
{
    private readonly QueryFlaws _flaws = new(index);

    /// <inheritdoc/>
    public QualityGate Gate => QualityGate.WellFormed;

    /// <inheritdoc/>
    public GateResult Test(TestedConversation row)
    {
        IndexedPage? page = row.Row.Pages is [var first, ..] ? row.Find(first) : null;
        string[] tools = [.. row.Row.AvailableTools.Concat(BuiltInTools.All).Select(tool => tool.Name).Where(IsTechnical).Distinct()];
        foreach (SpokenText turn in row.Reading.UserTurns)
        {
            // Small talk may be function words alone: "How do you do that?"
            bool standsAlone = turn.Turn == 1 && row.Row.Kind != ConversationKind.NoTool;
            if (_flaws.Find(turn.Text, page, row.Row.Calls, standsAlone) is { } flaw)
                return Gate.Fail(flaw.Reason, flaw.Detail);
            if (tools.FirstOrDefault(tool => turn.Text.Contains(tool, StringComparison.OrdinalIgnoreCase)) is { } tool)
                return Gate.Fail("NamesTool", $"The user names the tool '{tool}'.");
            if (PageNumber().Match(turn.Text) is { Success: true, Value: string number } && row.Row.Kind != ConversationKind.NoTool)
                return Gate.Fail("NamesPage", $"The user names a page: '{number}'.");
        }

        return Gate.Pass(1);
    }

    // A tool named "weather" is a word that anybody says.
    private static bool IsTechnical(string name) => name.Any(c => !char.IsLetter(c)) || name.Skip(1).Any(char.IsUpper);

    [GeneratedRegex(@"\b(?:pages?|pp?\.)\s*(?:\d+|[ivxlc]+)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PageNumber();
}
