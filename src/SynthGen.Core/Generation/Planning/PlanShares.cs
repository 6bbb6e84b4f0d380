namespace SynthGen.Generation.Planning;

/// <summary>Values with the share of rows that each is to have.</summary>
internal sealed class PlanShares
{
    private readonly string[] _values;
    private readonly double[] _ends;

    /// <summary>Creates shares.</summary>
    /// <param name="shares">Values and weights; the share of a value is its weight among all.</param>
    public PlanShares(params IReadOnlyList<(string Value, double Weight)> shares)
    {
        double sum = shares.Sum(share => share.Weight), end = 0;
        _values = [.. shares.Select(share => share.Value)];
        _ends = [.. shares.Select(share => (end += share.Weight) / sum)];
    }

    /// <summary>Kinds of questions. Most searches look one thing up.</summary>
    public static PlanShares Kinds { get; } = new(
        ("lookup", 35), ("reason", 20), ("claim", 13), ("sequence", 12), ("comparison", 10), ("facts", 10));

    /// <summary>Lengths of queries.</summary>
    public static PlanShares Lengths { get; } = new(("short", 45), ("keywords", 30), ("long", 25));

    /// <summary>Difficulties. Each tool gets its part of the rows: easy asks by words, hard by meaning.</summary>
    public static PlanShares Difficulties { get; } = new(("easy", 40), ("hard", 40), ("medium", 20));

    /// <summary>Values of equal share.</summary>
    public static PlanShares Equal(IEnumerable<string> values) => new([.. values.Select(value => (value, 1.0))]);

    /// <summary>Returns the value at a place from 0 to below 1.</summary>
    public string At(double place)
    {
        int index = Array.FindIndex(_ends, end => place < end);
        return _values[index < 0 ? ^1 : index];
    }
}
