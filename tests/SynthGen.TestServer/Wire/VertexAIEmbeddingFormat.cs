using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SynthGen.TestServer.Model;

namespace SynthGen.TestServer.Wire;

/// <summary>Vertex AI's predict for embeddings, as Gemini's models take it: one text a request; its errors are the chat's.</summary>
internal sealed class VertexAIEmbeddingFormat(ModelServerOptions options, GeminiFormat chat) : WireFormat(options)
{
    public override Ask Read(HttpRequest request, string model, JsonElement body)
    {
        if (Find(body, "instances") is not { ValueKind: JsonValueKind.Array } instances || instances.GetArrayLength() != 1)
            throw new FormatException("The request should have exactly one instance.");
        return Find(instances[0], "content")?.GetString() is { Length: > 0 } text
            ? EmbeddedTexts.Ask(model, [text])
            : throw new FormatException("The text content is empty.");
    }

    public override byte[] Reply(Ask ask, ModelReply reply, Decision decision) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        predictions = EmbeddedTexts.Vectors(ask).Select(vector => new { embeddings = new { values = vector, statistics = new { truncated = false, token_count = 9 } } }),
    });

    public override byte[] Error(Ask ask, Decision decision, string? complaint) => chat.Error(ask, decision, complaint);

    public override byte[] Models(IReadOnlyList<string> models, HttpRequest request) => chat.Models(models, request);

    public override int StatusOf(Decision decision) => chat.StatusOf(decision);

    public override string? FinishOf(ModelReply reply) => null;
}
