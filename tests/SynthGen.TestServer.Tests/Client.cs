using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace SynthGen.TestServer.Tests;

/// <summary>Asks a server about pages in either wire format.</summary>
internal sealed class Client(ModelServer server) : IDisposable
{
    public const string Page = """
        Section 4.2. The Lessee shall pay to the Lessor, on the first day of each month, the base rent in advance.
        The c1osing took place on March 14, 2017, at the offices of the Lessor in Port E11ery. No waiver of any
        provision shall be valid unless it is in writing. Disputes are heard by the courts of the Tidewater District.
        """;

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.Address };

    public static string Turn(string page, int number = 1) => $"Read this page.\n<page-7f3a number=\"{number}\">\n{page}\n</page-7f3a>\nAnswer with JSON.";

    public static JsonObject Gemini(params string[] turns) => new()
    {
        ["systemInstruction"] = new JsonObject { ["parts"] = new JsonArray(new JsonObject { ["text"] = "You write queries." }) },
        ["contents"] = new JsonArray([.. turns.Select((turn, i) => new JsonObject
        {
            ["role"] = i % 2 == 0 ? "user" : "model",
            ["parts"] = new JsonArray(new JsonObject { ["text"] = turn }),
        })]),
        ["generationConfig"] = new JsonObject { ["responseMimeType"] = "application/json" },
    };

    public static JsonObject OpenAI(params string[] turns) => new()
    {
        ["model"] = "gpt-test",
        ["messages"] = new JsonArray([.. turns.Select((turn, i) => new JsonObject { ["role"] = i % 2 == 0 ? "user" : "assistant", ["content"] = turn })]),
    };

    public async Task<HttpResponseMessage> SendAsync(JsonObject body, string? key = "secret-key", string query = "", CancellationToken cancellationToken = default)
    {
        bool isGemini = body.ContainsKey("contents");
        using HttpRequestMessage request = new(HttpMethod.Post, isGemini ? $"/v1beta/models/gemini-3.8-flash:generateContent{query}" : "/v1/chat/completions");
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        if (isGemini && key is not null)
            request.Headers.Add("x-goog-api-key", key);
        else if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await _http.SendAsync(request, cancellationToken);
    }

    public async Task<(int Status, JsonNode Body)> AskAsync(JsonObject body, string? key = "secret-key", string query = "")
    {
        using HttpResponseMessage response = await SendAsync(body, key, query);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await _http.GetStringAsync(path))!;

    public Task<HttpResponseMessage> PostAsync(string path) => _http.PostAsync(path, null);

    public static string TextOf(JsonNode reply) => reply["choices"] is JsonNode choices
        ? (string)choices[0]!["message"]!["content"]!
        : (string)reply["candidates"]![0]!["content"]!["parts"]![0]!["text"]!;

    public static JsonArray RowsOf(JsonNode reply) => JsonNode.Parse(TextOf(reply))!["queries"]!.AsArray();

    public void Dispose() => _http.Dispose();
}
