namespace SynthGen.Conversations.Difficulty;

/// <summary>Puts a query into other words, without knowledge of the page. Port.</summary>
public interface IQueryReformulator
{
    /// <summary>Returns other wordings, the most promising first.</summary>
    Task<IReadOnlyList<string>> ReformulateAsync(string query, CancellationToken cancellationToken);
}

/// <summary>Reformulates without a model: without function words, names and figures alone, the other words alone.</summary>
public sealed class WordReformulator : IQueryReformulator
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReformulateAsync(string query, CancellationToken cancellationToken) => Task.FromResult(QueryWordings.Of(query));
}
