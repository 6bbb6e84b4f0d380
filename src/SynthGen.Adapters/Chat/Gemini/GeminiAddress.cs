namespace SynthGen.Adapters.Chat.Gemini;

/// <summary>Where things are at a Gemini endpoint. No key is ever part of it.</summary>
internal sealed class GeminiAddress(Uri? endpoint)
{
    private static readonly Uri Service = new("https://generativelanguage.googleapis.com");

    /// <summary>The base, without the version.</summary>
    public Uri Base { get; } = endpoint ?? Service;

    /// <summary>Where a model answers. A bare name is one of models/; tunedModels/… is taken as it is.</summary>
    public Uri Generate(string model)
    {
        string path = model.Contains('/', StringComparison.Ordinal) ? model : "models/" + model;
        return At(string.Join('/', path.Split('/').Select(Uri.EscapeDataString)) + ":generateContent");
    }

    /// <summary>Where the models are listed, page after page.</summary>
    public Uri Models(string? pageToken) =>
        At("models?pageSize=1000" + (pageToken is null ? "" : "&pageToken=" + Uri.EscapeDataString(pageToken)));

    private Uri At(string path) => new($"{Base.GetLeftPart(UriPartial.Path).TrimEnd('/')}/v1beta/{path}");
}
