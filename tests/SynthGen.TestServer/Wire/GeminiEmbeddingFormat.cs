using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SynthGen.TestServer.Model;

namespace SynthGen.TestServer.Wire;

/// <summary>Gemini's batchEmbedContents; its errors are the chat's.</summary>
internal sealed class GeminiEmbeddingFormat(ModelServerOptions options, GeminiFormat chat) : WireFormat(options)
{
    public override Ask Read(HttpRequest request, string model, JsonElement body)
    {
        if (Find(body, "requests") is not { ValueKind: JsonValueKind.Array } requests || requests.GetArrayLength() is 0 or > 100)
            throw new FormatException("* BatchEmbedContentsRequest.requests: at least one and at most 100 requests can be in one batch");

        List<string> texts = [];
        foreach (JsonElement one in requests.EnumerateArray())
        {
            if (Find(one, "model")?.GetString() != $"models/{model}")
                throw new FormatException("* BatchEmbedContentsRequest.requests: model must be the same as that of the batch");
            if (Find(one, "content") is not JsonElement content || Find(content, "parts") is not JsonElement parts || TextOf(parts) is not { Length: > 0 } text)
                throw new FormatException("* EmbedContentRequest.content: content is empty");
            texts.Add(text);
        }

        string? inUrl = request.Query.TryGetValue("key", out var query) ? query.ToString() : null;
        return EmbeddedTexts.Ask(model, texts) with
        {
            Key = request.Headers.TryGetValue("x-goog-api-key", out var key) ? key.ToString() : inUrl,
            KeyInUrl = inUrl is not null,
        };
    }

    public override byte[] Reply(Ask ask, ModelReply reply, Decision decision) => CompactJson.WriteBytes(ask, static (json, ask) =>
    {
        json.WriteStartObject();
        json.WriteStartArray("embeddings"u8);
        foreach (float[] vector in EmbeddedTexts.Vectors(ask))
        {
            json.WriteStartObject();
            json.WriteStartArray("values"u8);
            foreach (float value in vector)
                json.WriteNumberValue(value);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    public override byte[] Error(Ask ask, Decision decision, string? complaint) => chat.Error(ask, decision, complaint);

    public override byte[] Models(IReadOnlyList<string> models, HttpRequest request) => chat.Models(models, request);

    public override int StatusOf(Decision decision) => chat.StatusOf(decision);

    public override string? FinishOf(ModelReply reply) => null;
}
