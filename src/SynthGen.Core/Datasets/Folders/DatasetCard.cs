using System.Globalization;
using System.Text;
using SynthGen.Pictures;
using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen.Datasets.Folders;

/// <summary>Writes a dataset card: README.md, for people and for the Hugging Face Hub. The same rows give the same bytes.</summary>
internal static class DatasetCard
{
    /// <summary>The card's name in the folder.</summary>
    public const string Name = "README.md";

    private const int MostListed = 20;

    /// <summary>Returns the card, UTF-8, with lines ended by LF.</summary>
    public static byte[] Write(CardData card)
    {
        StringBuilder text = new();
        CardHead.Write(text, card);
        text.Append(CultureInfo.InvariantCulture, $"\n# {MarkdownText.Text(card.Name)}\n\n{Content(card)}, made from {Count(card.Measure.Pages, "page")} of ");
        text.Append(CultureInfo.InvariantCulture, $"{Count(card.Sources.Count, "source")}, for supervised fine-tuning of which tool to call. The format is {card.Options.File.Format}.\n\n");
        text.Append("```python\nfrom datasets import load_dataset\n\ndataset = load_dataset(\"path/to/this/folder\")\n```\n");
        WriteSplits(text, card);
        WriteTools(text, card);
        WriteConversations(text, card.Measure);
        WriteOrigin(text, card);
        WriteMeasures(text, card.Measure);
        WritePictures(text, card.Pictures);
        WriteLimits(text, card);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void WriteSplits(StringBuilder text, CardData card)
    {
        text.Append("\n## Splits\n\n| split | file | rows | share | pages |\n|---|---|---:|---:|---:|\n");
        foreach (SplitSide side in card.Split.Sides.Where(side => side.Rows > 0))
        {
            string name = SplitNames.Of(side.Split).ToString();
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {MarkdownText.Code(card.Files[side.Split])} | {side.Rows} | {side.RowShare * 100:0.0} % | {side.Pages} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nPages with rows in more than one split: {card.SharedPages}.\n");
    }

    private static void WriteTools(StringBuilder text, CardData card)
    {
        SplitSide[] sides = [.. card.Split.Sides.Where(side => side.Rows > 0)];
        if (sides.Length == 0)
            return;

        text.Append("\n## Tools\n\nCalls, and their share of the split's calls:\n\n| tool |");
        text.Append(string.Concat(sides.Select(side => $" {SplitNames.Of(side.Split)} |")));
        text.Append("\n|---|").Insert(text.Length, "---:|", sides.Length).Append('\n');
        for (int tool = 0; tool < sides[0].Tools.Count; tool++)
        {
            text.Append($"| {MarkdownText.Code(sides[0].Tools[tool].Name)} |");
            foreach (ToolShare share in sides.Select(side => side.Tools[tool]))
                text.Append(CultureInfo.InvariantCulture, $" {share.Calls} ({share.Share * 100:0.0} %) |");
            text.Append('\n');
        }
    }

    private static void WriteConversations(StringBuilder text, DatasetMeasure measure)
    {
        if (measure.Conversations == 0)
            return;

        text.Append(CultureInfo.InvariantCulture, $"\n## Conversations\n\n{Count(measure.Conversations, "row")} of {measure.Rows} {(measure.Conversations == 1 ? "is a conversation" : "are conversations")}, with {measure.TurnsPerConversation:0.00} turns and {measure.CallsPerConversation:0.00} calls each on average. ");
        text.Append("A turn begins with a message of the user. The messages of the role tool are results of the calls before them.\n\n| kind or difficulty | conversations |\n|---|---:|\n");
        foreach (ConversationCount count in measure.ConversationKinds.Concat(measure.Difficulties))
            text.Append(CultureInfo.InvariantCulture, $"| {MarkdownText.Text(count.Name)} | {count.Conversations} |\n");
    }

    private static void WriteOrigin(StringBuilder text, CardData card)
    {
        text.Append("\n## Origin\n\nMade with SynthGen from these sources: ");
        text.Append(string.Join(", ", card.Sources.Take(MostListed).Select(source => $"{(source.Key.Length > 0 ? MarkdownText.Code(source.Key) : "unnamed")} ({Count(source.Value, "row")})")));
        text.Append(card.Sources.Count > MostListed ? $", and {card.Sources.Count - MostListed} more.\n" : ".\n");
        if (card.Origins.Count == 0)
        {
            text.Append("The rows do not say how they were made.\n");
            return;
        }

        text.Append("\n| backend | model | prompt version | rows |\n|---|---|---|---:|\n");
        foreach ((RowOrigin origin, long rows) in card.Origins.Take(MostListed))
            text.Append($"| {MarkdownText.Text(origin.Backend)} | {MarkdownText.Text(origin.Model)} | {(origin.PromptVersion is { } version ? MarkdownText.Code(version) : "–")} | {rows} |\n");
        if (card.Origins.Count > MostListed)
            text.Append($"\nAnd {card.Origins.Count - MostListed} more.\n");
    }

    private static void WriteMeasures(StringBuilder text, DatasetMeasure measure)
    {
        text.Append("\n## Measures\n\nAs `Measure-ToolDataset` computes them, over all splits.\n\n| measure | value |\n|---|---:|\n");
        Line("rows a page", measure.QueriesPerPage, "0.00");
        Line("calls a row", measure.CallsPerRow, "0.00");
        Line("tool balance, 0 to 1", measure.ToolBalance, "0.000");
        Line("words of a query, mean", measure.QueryLength?.Mean, "0.0");
        Line("words of a query, median", measure.QueryLength?.Median, "0");
        Line("distinct-1", measure.Distinct1, "0.000");
        Line("distinct-2", measure.Distinct2, "0.000");
        Line("self-BLEU of a sample (lower is more diverse)", measure.SelfBleu, "0.000");
        Line("MTLD", measure.Mtld, "0.0");
        Line("share of queries that copy an earlier one", measure.DuplicateRate, "0.000");
        Line("share of rows with a passage as evidence", measure.EvidenceCoverage, "0.000");
        Line("executed calls that find the page first", measure.HitAt1, "0.000");
        Line("executed calls that find it in the first ten", measure.HitAt10, "0.000");
        Line("mean reciprocal rank of the page", measure.MeanReciprocalRank, "0.000");
        Line("rows tested by quality gates", measure.Tested, "0");
        Line("share of these that passed", measure.PassRate, "0.000");
        if (measure.DecidedShare is not null)
            WriteContrasts(text, measure);

        void Line(string name, double? value, string format)
        {
            if (value is { } number)
                text.Append($"| {name} | {number.ToString(format, CultureInfo.InvariantCulture)} |\n");
        }
    }

    private static void WritePictures(StringBuilder text, IReadOnlyList<CardPicture> pictures)
    {
        if (pictures.Count > 0)
            text.Append("\n## Pictures\n");
        foreach (CardPicture picture in pictures)
            text.Append($"\n{(picture.Caption.Length > 0 ? $"{picture.Caption}\n\n" : "")}![{picture.Title}]({picture.Path})\n");
    }

    private static void WriteContrasts(StringBuilder text, DatasetMeasure measure)
    {
        text.Append("\nA row *decides* if the other search does not find its page, or only at more than five times the rank; a *tie* is a row whose page both find.\n");
        text.Append("\n| rows | decide | ties | refuted | untested | share that decide |\n|---|---:|---:|---:|---:|---:|\n");
        Line("all", measure.Contrast);
        foreach (ContrastCount tool in measure.ContrastByTool.Take(MostListed))
            Line($"that call {MarkdownText.Code(tool.Name)}", tool);
        foreach (ContrastCount kind in measure.ContrastByKind.Take(MostListed))
            Line($"of the kind {MarkdownText.Text(kind.Name)}", kind);

        void Line(string rows, ContrastCount count) => text.Append(CultureInfo.InvariantCulture,
            $"| {rows} | {count.Confirmed} | {count.Either} | {count.Refuted} | {count.Untested} | {(count.DecidedShare is { } share ? (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "–")} |\n");
    }

    private static void WriteLimits(StringBuilder text, CardData card)
    {
        text.Append("\n## Limits\n\n");
        text.Append("- The queries are synthetic: no person asked them, and what people ask may be distributed otherwise.\n");
        if (card.Measure.Conversations < card.Split.Rows)
            text.Append($"- {(card.Measure.Conversations > 0 ? "Rows that are not conversations" : "The rows")} teach which tool to call and with what. They hold no results of tools and no answers.\n");
        text.Append("- That a row has evidence proves that the passage stands on its page, not that the query is a good one.\n");
        text.Append("- The sources came through OCR: names, numbers and words may be misread.\n");
        if (card.Measure.Tested < card.Split.Rows)
            text.Append(CultureInfo.InvariantCulture, $"- {card.Split.Rows - card.Measure.Tested} of {card.Split.Rows} rows were not tested by quality gates.\n");
        text.Append("- Splits keep pages apart, not topics: different pages of one source tell of the same things.\n");
        text.Append(card.Options.Card!.License is null ? "- No license was given for this dataset.\n" : "- The license is as given by whoever exported the dataset; the sources have rights of their own.\n");
        text.Append($"\n`{FolderManifest.Name}` has the SHA-256 of every file: `Test-ToolDataset -Path <this folder>` proves the folder whole.\n");
    }

    private static string Content(CardData card) => (card.Split.Rows - card.Measure.Conversations, card.Measure.Conversations) switch
    {
        (0, > 0 and var talks) => Count(talks, "conversation"),
        (var rows, 0) => $"{Count(rows, "row")} of *query → tool calls*",
        var (rows, talks) => $"{Count(rows, "row")} of *query → tool calls* and {Count(talks, "conversation")}",
    };

    private static string Count(long number, string what) => FormattableString.Invariant($"{number} {what}{(number == 1 ? "" : "s")}");
}
