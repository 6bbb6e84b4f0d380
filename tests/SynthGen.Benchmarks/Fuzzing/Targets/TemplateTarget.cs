using SynthGen.Generation.Template;
using SynthGen.Tools;

namespace SynthGen.Benchmarks.Fuzzing.Targets;

/// <summary>Pages' texts, of which the template generator makes rows.</summary>
internal sealed class TemplateTarget : FuzzTarget
{
    private static readonly TemplateTool[] Tools = [.. BuiltInTools.All.Select(TemplateTool.From).OfType<TemplateTool>()];

    public override string Name => "template";

    public override IReadOnlyList<byte[]> Samples { get; } = Bytes(
        [Fuzzing.Samples.PageText, "ARTICLE IV. “Rent” means the sum of EUR 5.000,00 a month (see 28 C.F.R. § 600.8(c); Smith v. Jones, 12 F.3d 345 (9th Cir. 1999)). 价格是 12 元。"]);

    public override IReadOnlyList<byte[]> Pieces { get; } = Bytes(
        ["§", "“", "”", "\"", "'", "’", "v.", "U.S.C.", "(c)", "$1,234.50", "€", "January 1, 2020", "99/99/9999", "Mr.", " means ", "-\n", "\n\n", "...", "\0", "\u0301", "\uFFFD", "🚰", "A. ", "I", "-", "—", "&", "ΑΒΓ", "ﬁ"]);

    public override bool Run(byte[] input)
    {
        OcrPage page = new(1, Fuzzing.Samples.Text(input), "doc.txt");
        TemplateQueryGenerator generator = new(Tools, 5, 1);
        PageOutcome outcome = generator.Finish(generator.GenerateAsync(page, default).GetAwaiter().GetResult());
        foreach (SyntheticQuery row in outcome.Rows)
        {
            if (string.IsNullOrWhiteSpace(row.Query) || row.Evidence?.IsIn(page) != true)
                throw new InvalidOperationException($"The row is not on its page: {row}");
        }

        return outcome.Status is OutcomeStatus.Generated or OutcomeStatus.Empty;
    }
}
