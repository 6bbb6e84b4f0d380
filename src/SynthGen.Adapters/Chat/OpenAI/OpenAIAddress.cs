namespace SynthGen.Adapters.Chat.OpenAI;

/// <summary>Where things are at an OpenAI-like endpoint; a query of the endpoint's, such as Azure's api-version, goes with each.</summary>
internal sealed class OpenAIAddress(Uri endpoint)
{
    /// <summary>The base, without the query.</summary>
    public Uri Base { get; } = new(endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/'));

    /// <summary>The models.</summary>
    public Uri Models => At("/models");

    /// <summary>The embeddings.</summary>
    public Uri Embeddings => At("/embeddings");

    /// <summary>The files.</summary>
    public Uri Files => At("/files");

    /// <summary>The jobs of the Batch API.</summary>
    public Uri Batches => At("/batches");

    /// <summary>The content of a file.</summary>
    public Uri FileContent(string id) => At($"/files/{Uri.EscapeDataString(id)}/content");

    /// <summary>One page of the list of jobs.</summary>
    public Uri BatchList(string? after) => At("/batches?limit=100" + (after is null ? "" : $"&after={Uri.EscapeDataString(after)}"));

    /// <summary>A job.</summary>
    public Uri Batch(string id) => At($"/batches/{Uri.EscapeDataString(id)}");

    /// <summary>Where a job is cancelled.</summary>
    public Uri CancelBatch(string id) => At($"/batches/{Uri.EscapeDataString(id)}/cancel");

    /// <summary>An address that somebody made from the base, with the query.</summary>
    public Uri WithQuery(Uri address) => endpoint.Query.Length <= 1 ? address
        : address.Query.Length <= 1 ? new Uri(address.GetLeftPart(UriPartial.Path) + endpoint.Query)
        : new Uri($"{address.GetLeftPart(UriPartial.Path)}{address.Query}&{endpoint.Query[1..]}");

    private Uri At(string path) => WithQuery(new Uri(Base.AbsoluteUri.TrimEnd('/') + path));
}
