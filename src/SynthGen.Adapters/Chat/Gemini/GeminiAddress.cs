namespace SynthGen.Adapters.Chat.Gemini;

/// <summary>The addresses of a Gemini endpoint. They never contain the key.</summary>
internal sealed class GeminiAddress(Uri endpoint)
{
    /// <summary>The base, without the version.</summary>
    public Uri Base { get; } = endpoint;

    /// <summary>The address of a model's generateContent.</summary>
    public Uri Generate(string model) => Model(model, "generateContent");

    /// <summary>The address of a model's batchEmbedContents.</summary>
    public Uri Embed(string model) => Model(model, "batchEmbedContents");

    /// <summary>A model's full name. A bare name gets the prefix models/; tunedModels/… stays as it is.</summary>
    public static string Resource(string model) => model.Contains('/', StringComparison.Ordinal) ? model : "models/" + model;

    /// <summary>The address of one page of the list of models.</summary>
    public Uri Models(string? pageToken) =>
        At("models?pageSize=1000" + (pageToken is null ? "" : "&pageToken=" + Uri.EscapeDataString(pageToken)));

    private Uri Model(string model, string method) =>
        At(string.Join('/', Resource(model).Split('/').Select(Uri.EscapeDataString)) + ":" + method);

    private Uri At(string path) => new($"{Base.GetLeftPart(UriPartial.Path).TrimEnd('/')}/v1beta/{path}");
}
