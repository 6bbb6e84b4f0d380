using SynthGen.Adapters.Chat.Gemini;

namespace SynthGen.Adapters.Chat.VertexAI;

/// <summary>Where models answer at Vertex AI.</summary>
/// <param name="endpoint">The base of a project and a location: {host}/v1/projects/{project}/locations/{location}.</param>
internal sealed class VertexAIAddress(Uri endpoint) : GeminiAddress(endpoint)
{
    private const string Google = "publishers/google/models/";

    /// <summary>Where a model answers: Google's if it is named alone, else a publisher's or an endpoint of the project's own.</summary>
    public override Uri Generate(string model) => At(model, "generateContent");

    /// <summary>Where an embedding model answers.</summary>
    public Uri Predict(string model) => At(model, "predict");

    private Uri At(string model, string method)
    {
        string resource = model.StartsWith("models/", StringComparison.Ordinal) ? Google + model["models/".Length..]
            : model.Contains('/', StringComparison.Ordinal) ? model
            : Google + model;
        return new($"{Base.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{string.Join('/', resource.Split('/').Select(Uri.EscapeDataString))}:{method}");
    }
}
