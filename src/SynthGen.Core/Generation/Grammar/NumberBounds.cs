namespace SynthGen.Generation.Grammar;

/// <summary>The bounds that a schema sets for a number.</summary>
internal static class NumberBounds
{
    /// <summary>The maximum number of digits after the decimal point.</summary>
    public const int MostDecimals = 6;

    /// <summary>Returns the bounds, including exclusive ones; the grammar's own limits where the schema has none.</summary>
    public static (decimal Least, decimal Greatest) Of(SchemaKeywords keywords)
    {
        decimal least = Math.Max(keywords.Bound("minimum") ?? -NumberGrammar.Greatest, keywords.Bound("exclusiveMinimum") ?? -NumberGrammar.Greatest);
        decimal greatest = Math.Min(keywords.Bound("maximum") ?? NumberGrammar.Greatest, keywords.Bound("exclusiveMaximum") ?? NumberGrammar.Greatest);
        return (Math.Max(least, -NumberGrammar.Greatest), Math.Min(greatest, NumberGrammar.Greatest));
    }

    /// <summary>
    /// Returns the first and the last number within the bounds, in steps of a power of ten; the first is greater if
    /// there is none.
    /// </summary>
    public static (long From, long To) Steps(decimal least, decimal greatest, SchemaKeywords keywords, int decimals)
    {
        // The number of digits is limited so that steps stay exact.
        decimal scale = (decimal)Math.Pow(10, decimals), widest = NumberGrammar.Greatest;
        if (least > greatest || least * scale > widest || greatest * scale < -widest)
            return (1, 0);

        long from = (long)Math.Max(-widest, Math.Ceiling(least * scale)), to = (long)Math.Min(widest, Math.Floor(greatest * scale));
        if (keywords.Bound("exclusiveMinimum") is { } above && from <= above * scale)
            from++;
        if (keywords.Bound("exclusiveMaximum") is { } below && to >= below * scale)
            to--;
        return (from, to);
    }
}
