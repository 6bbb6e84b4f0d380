namespace SynthGen.Quality.Queries;

/// <summary>A reason why a query is not well formed.</summary>
/// <param name="Reason">The reason in one word, for counts.</param>
/// <param name="Detail">The place, in a sentence.</param>
internal sealed record QueryFlaw(string Reason, string Detail);
