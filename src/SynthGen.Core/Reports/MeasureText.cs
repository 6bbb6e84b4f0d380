namespace SynthGen.Reports;

/// <summary>A measure of a dataset for people.</summary>
/// <param name="Name">The property of <see cref="DatasetMeasure"/>, as Measure-ToolDataset has it.</param>
/// <param name="Meaning">What it says, in plain words.</param>
/// <param name="Format">How its number is written.</param>
/// <param name="Picture">The picture that shows it.</param>
internal sealed record MeasureText(string Name, string Meaning, string Format, string Picture)
{
    private const string Count = "#,0", Mean = "0.00", Share = "0.000";

    /// <summary>All measures, in the order of the table.</summary>
    public static IReadOnlyList<MeasureText> All { get; } =
    [
        new("Rows", "rows and conversations", Count, "coverage"),
        new("Pages", "pages that they come from", Count, "coverage"),
        new("PageCount", "pages of the document", Count, "coverage"),
        new("PageCoverage", "share of the document's pages that have a row", Share, "coverage"),
        new("QueriesPerPage", "rows a page, on average", Mean, "rows-a-page"),
        new("CallsPerRow", "calls a row, on average", Mean, "calls"),
        new("ToolBalance", "1 if all tools are called equally often", Share, "tools"),
        new("QueryLengthMean", "words of a query, on average", "0.0", "lengths"),
        new("QueryLengthMedian", "half of the queries have at most so many words", Count, "lengths"),
        new("QueryLengthP5", "one in twenty has at most so many words", Count, "lengths"),
        new("QueryLengthP95", "one in twenty has more words", Count, "lengths"),
        new("Distinct1", "different words of all words", Share, "words"),
        new("Distinct2", "different pairs of neighbouring words of all", Share, "shares"),
        new("SelfBleu", "how much a query resembles the others; lower is more diverse", Share, "shares"),
        new("Mtld", "words read until they repeat; higher is more diverse", "0.0", "words"),
        new("DuplicateRate", "share of queries that nearly copy an earlier one", Share, "copies"),
        new("EvidenceCoverage", "share of rows that quote their pages", Share, "shares"),
        new("HitAt1", "share of executed calls that find the page first", Share, "ranks"),
        new("HitAt5", "… among the first five", Share, "ranks"),
        new("HitAt10", "… among the first ten", Share, "ranks"),
        new("MeanReciprocalRank", "mean of 1 / rank of the page", Share, "ranks"),
        new("Tested", "rows that the gates tested", Count, "rejections"),
        new("PassRate", "share of these that passed", Share, "rejections"),
        new("DecidedShare", "share of compared rows that only one of the tools answers", Share, "contrast"),
        new("Conversations", "conversations", Count, "kinds"),
        new("TurnsPerConversation", "turns of the person, on average", Mean, "turns"),
        new("CallsPerConversation", "calls of a conversation, on average", Mean, "calls"),
    ];
}
