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

    /// <summary>An address that somebody made from the base, with the query.</summary>
    public Uri WithQuery(Uri address) => endpoint.Query.Length <= 1 ? address
        : address.Query.Length <= 1 ? new Uri(address.GetLeftPart(UriPartial.Path) + endpoint.Query)
        : new Uri($"{address.GetLeftPart(UriPartial.Path)}{address.Query}&{endpoint.Query[1..]}");

    private Uri At(string path) => WithQuery(new Uri(Base.AbsoluteUri.TrimEnd('/') + path));
}
