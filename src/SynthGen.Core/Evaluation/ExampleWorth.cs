using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen;

/// <summary>What a training row is worth as a one-shot example: in-context evaluation (Iskander et al. 2024).</summary>
/// <param name="Id">The row's id.</param>
/// <param name="Worth">
/// The mean similarity, 0 to 1, of the model's answers to the test rows with the expected ones, with this row as their example; null
/// if no answer came.
/// </param>
public sealed record ExampleWorth(string Id, double? Worth)
{
    /// <summary>The training row: a <see cref="SyntheticQuery"/> or a <see cref="ToolConversation"/>.</summary>
    public required object Row { get; init; }

    /// <summary>The row's query.</summary>
    public required string Query { get; init; }

    /// <summary>The result of each test row, in the same order for all training rows.</summary>
    public IReadOnlyList<ToolModelResult> Results { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The number of test rows.</summary>
    public int Tests => Results.Count;

    /// <summary>The number of test rows that the model answered.</summary>
    public int Measured => Results.Count(result => result.Status == MeasurementStatus.Measured);

    /// <summary>The share of test rows that are right, of those measured; null if none was.</summary>
    public double? Right => Share(result => result.IsRight);

    /// <summary>The share of test rows with the right tool, of those where a call is due; null if there are none.</summary>
    public double? ToolRight => Share(result => result.ToolRight);

    /// <summary>The share of test rows whose calls match, of those that are compared; null if there are none.</summary>
    public double? AstMatch => Share(result => result.AstMatch);

    /// <summary>The share of test rows whose page is among the first ten, of those whose calls were run; null if there are none.</summary>
    public double? HitAt10 => Share(result => result.IsExecuted ? result.Rank is not null : null);

    /// <summary>Creates the worth of a row from the results of the test rows.</summary>
    public static ExampleWorth Of(DatasetRow row, IReadOnlyList<ToolModelResult> results)
    {
        ArgumentNullException.ThrowIfNull(row);
        double[] similarities = [.. results.Where(result => result.Status == MeasurementStatus.Measured).Select(result => result.Similarity)];
        return new ExampleWorth(row.Id, similarities.Length == 0 ? null : similarities.Average()) { Row = row, Query = row.FirstQuery, Results = results };
    }

    /// <summary>Worth and query.</summary>
    public override string ToString() => PrintableText.Line(FormattableString.Invariant($"{Worth:0.000} {Query}"));

    private double? Share(Func<ToolModelResult, bool?> of)
    {
        bool[] values = [.. Results.Where(result => result.Status == MeasurementStatus.Measured).Select(of).OfType<bool>()];
        return values.Length == 0 ? null : values.Average(value => value ? 1.0 : 0);
    }
}
