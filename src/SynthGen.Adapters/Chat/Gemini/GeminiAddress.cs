namespace SynthGen.Adapters.Chat.Gemini;

/// <summary>Where things are at a Gemini endpoint. No key is ever part of it.</summary>
internal class GeminiAddress(Uri endpoint)
{
    /// <summary>The base, without the version.</summary>
    public Uri Base { get; } = endpoint;

    /// <summary>Where a model answers.</summary>
    public virtual Uri Generate(string model) => Model(model, "generateContent");

    /// <summary>The address of a model's batchEmbedContents.</summary>
    public Uri Embed(string model) => Model(model, "batchEmbedContents");

    /// <summary>A model's full name. A bare name gets the prefix models/; tunedModels/… stays as it is.</summary>
    public static string Resource(string model) => model.Contains('/', StringComparison.Ordinal) ? model : "models/" + model;

    /// <summary>The address of one page of the list of models.</summary>
    public Uri Models(string? pageToken) =>
        At("models?pageSize=1000" + (pageToken is null ? "" : "&pageToken=" + Uri.EscapeDataString(pageToken)));

    /// <summary>Where jobs of a model are created.</summary>
    public Uri CreateBatch(string model) => Model(model, "batchGenerateContent");

    /// <summary>A job, by its full name: batches/….</summary>
    public Uri Batch(string name) => At(Escaped(name));

    /// <summary>Where a job is cancelled.</summary>
    public Uri CancelBatch(string name) => At(Escaped(name) + ":cancel");

    /// <summary>One page of the list of jobs.</summary>
    public Uri BatchList(string? pageToken) =>
        At("batches?pageSize=100" + (pageToken is null ? "" : "&pageToken=" + Uri.EscapeDataString(pageToken)));

    /// <summary>Where an upload begins.</summary>
    public Uri Upload => new($"{Root}/upload/v1beta/files");

    /// <summary>The content of a file, by its full name: files/….</summary>
    public Uri Download(string name) => new($"{Root}/download/v1beta/{Escaped(name)}:download?alt=media");

    private string Root => Base.GetLeftPart(UriPartial.Path).TrimEnd('/');

    private static string Escaped(string name) => string.Join('/', name.Split('/').Select(Uri.EscapeDataString));

    private Uri Model(string model, string method) =>
        At(Escaped(Resource(model)) + ":" + method);

    private Uri At(string path) => new($"{Root}/v1beta/{path}");
}
