using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SynthGen.TestServer.Model;

namespace SynthGen.TestServer.Wire;

/// <summary>OpenAI's embeddings; its errors are the chat's.</summary>
internal sealed class OpenAIEmbeddingFormat(ModelServerOptions options, OpenAIFormat chat) : WireFormat(options)
{
    public override Ask Read(HttpRequest request, string model, JsonElement body)
    {
        if (Find(body, "input") is not { ValueKind: JsonValueKind.Array } input || input.GetArrayLength() == 0 || input.EnumerateArray().Any(text => text.GetString() is null or ""))
            throw new FormatException("'$.input' is invalid. Please check the API reference.");
        string authorization = request.Headers.Authorization.ToString();
        return EmbeddedTexts.Ask(
            Find(body, "model")?.GetString() ?? throw new FormatException("you must provide a model parameter"),
            [.. input.EnumerateArray().Select(text => text.GetString()!)]) with
        {
            Key = authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization[7..] : null,
            KeyInUrl = request.Query.ContainsKey("key") || request.Query.ContainsKey("api_key"),
        };
    }

    // The last text first, which is allowed: each vector has its index.
    public override byte[] Reply(Ask ask, ModelReply reply, Decision decision) => CompactJson.WriteBytes(ask, static (json, ask) =>
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "list"u8);
        json.WriteStartArray("data"u8);
        float[][] vectors = [.. EmbeddedTexts.Vectors(ask)];
        for (int i = vectors.Length - 1; i >= 0; i--)
        {
            json.WriteStartObject();
            json.WriteString("object"u8, "embedding"u8);
            json.WriteNumber("index"u8, i);
            json.WriteStartArray("embedding"u8);
            foreach (float value in vectors[i])
                json.WriteNumberValue(value);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("model"u8, $"{ask.Model}-test-001");
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, ask.InputTokens);
        json.WriteNumber("total_tokens"u8, ask.InputTokens);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    public override byte[] Error(Ask ask, Decision decision, string? complaint) => chat.Error(ask, decision, complaint);

    public override byte[] Models(IReadOnlyList<string> models, HttpRequest request) => chat.Models(models, request);

    public override void AddHeaders(IHeaderDictionary headers, Ask ask, Decision decision) => chat.AddHeaders(headers, ask, decision);

    public override string? FinishOf(ModelReply reply) => null;
}
