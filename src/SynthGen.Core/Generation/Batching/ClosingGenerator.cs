namespace SynthGen.Generation.Batching;

/// <summary>Tells somebody that no more pages will be added.</summary>
/// <param name="inner">The inner generator.</param>
/// <param name="close">Called then.</param>
public sealed class ClosingGenerator(IQueryGenerator inner, Action close) : DelegatingGenerator(inner)
{
    /// <inheritdoc/>
    public override void Close()
    {
        base.Close();
        close();
    }
}
