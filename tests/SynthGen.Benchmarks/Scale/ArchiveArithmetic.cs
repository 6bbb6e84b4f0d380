using System.Globalization;
using SynthGen.Generation.Prompts;
using SynthGen.Models;
using SynthGen.Models.Spending;
using SynthGen.Tools;

namespace SynthGen.Benchmarks.Scale;

/// <summary>What an archive takes by each way: requests, tokens, cost and hours, from the prompts as they are sent.</summary>
internal static class ArchiveArithmetic
{
    private const string Model = "gemini-3.8-flash";
    private const int Rows = 3;

    // A typed page of 400 words; a row with its quote takes some 120 tokens, and every third page is asked for better rows.
    private const int CharactersOfPage = 2_500;
    private const int TokensOfRow = 120;
    private const double RequestsOfPage = 1.3;

    // Tokens a second of a model of 24 billion parameters on one accelerator, many pages at a time.
    private const int LocalTokens = 1_500;

    public static void Print(int pages)
    {
        PromptWriter prompts = new(PromptSet.BuiltIn, BuiltInTools.All, Rows, "legal", "lawyers");
        OcrPage page = new(1, new string('x', CharactersOfPage), "archive.txt");
        long input = (prompts.Instruction.Text.Length + prompts.Page(page).Text.Length + prompts.SchemaFor(page).Length) / 4, output = Rows * TokensOfRow;
        double requests = pages * RequestsOfPage, inputTokens = requests * input, outputTokens = requests * output;
        Price price = PriceList.BuiltIn.Of(Model)!;
        decimal cost = price.Of((long)inputTokens, (long)outputTokens);
        Write($"{pages:#,0} pages, {Rows} rows each: {requests:#,0} requests, {inputTokens / 1e6:#,0} million tokens in, {outputTokens / 1e6:#,0} million out ({input:#,0} and {output} a request)");
        Write($"| way | hours | cost |");
        Write($"|---|---:|---:|");
        foreach (int quota in (int[])[300, 1_000, 4_000])
            Write($"| direct, {quota:#,0} requests a minute | {requests / quota / 60:#,0} | ${cost:#,0} ({Model}) |");
        Write($"| batch, half the price | up to 24 a job | ${cost / 2:#,0} |");
        foreach (int nodes in (int[])[1, 8, 64])
            Write($"| local, {nodes} accelerators at {LocalTokens:#,0} tokens a second | {outputTokens / LocalTokens / nodes / 3600:#,0} | their hours |");
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
