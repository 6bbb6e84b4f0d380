namespace SynthGen.Conversion;

/// <summary>Makes verdicts of records. Whether a row passed follows from its gates.</summary>
internal static class VerdictRecords
{
    /// <summary>Makes a verdict; a live one is returned as it is.</summary>
    /// <exception cref="FormatException">It is not a verdict.</exception>
    public static Verdict Read(object value)
    {
        if (value is Verdict live)
            return live;

        RecordReader record = RecordReader.Of(value) ?? throw RecordReader.CutShort("its Verdict");
        return new Verdict([.. (record.List("Gates") ?? throw new FormatException("its Verdict has no Gates")).Select(ReadGate)])
        {
            Ranks = record.Get("Ranks") is { } ranks ? ReadRanks(ranks) : null,
        };
    }

    private static GateResult ReadGate(object? value)
    {
        if (RecordReader.Bare(value) is GateResult live)
            return live;

        RecordReader record = RecordReader.Of(value) ?? throw RecordReader.CutShort("a gate in its Verdict");
        return new GateResult(
            record.Text("Gate") ?? throw new FormatException("a gate in its Verdict has no Gate"),
            record.Member<GateStatus>("Status") ?? throw new FormatException("a gate in its Verdict has no Status"))
        {
            Score = record.Fraction("Score"),
            Reason = record.Text("Reason"),
            Detail = record.Text("Detail"),
        };
    }

    private static SearchRanks ReadRanks(object value)
    {
        if (value is SearchRanks live)
            return live;

        RecordReader record = RecordReader.Of(value) ?? throw RecordReader.CutShort("one of the Ranks of its Verdict");
        int?[] calls = [.. (record.List("Calls") ?? []).Select(ReadRank)];
        return new SearchRanks(calls, (int?)record.Whole("Lexical"), (int?)record.Whole("Vector")) { Contrast = record.Member<ToolContrast>("Contrast") };
    }

    private static int? ReadRank(object? rank) => RecordReader.Bare(rank) switch
    {
        null => null,
        int or long => Convert.ToInt32(RecordReader.Bare(rank), System.Globalization.CultureInfo.InvariantCulture),
        _ => throw RecordReader.CutShort("one of the Ranks of its Verdict"),
    };
}
