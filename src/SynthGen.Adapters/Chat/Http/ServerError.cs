using System.Text.Json;
using SynthGen.Adapters.Chat.Json;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>An error in the body of a server's response, in any of the shapes in use.</summary>
/// <param name="Message">The server's message; empty if there is none.</param>
internal sealed record ServerError(string Message)
{
    private const int MostOfMessage = 2000;
    private const int MostOfBody = 500;

    /// <summary>The error's code, if it is a number.</summary>
    public int? Status { get; private init; }

    /// <summary>The error's code, if it is a word (OpenAI), otherwise its type.</summary>
    public string? Word { get; private init; }

    /// <summary>The server's id of the request (google.rpc.RequestInfo).</summary>
    public string? RequestId { get; private init; }

    /// <summary>The time to wait (google.rpc.RetryInfo).</summary>
    public TimeSpan? RetryDelay { get; private init; }

    /// <summary>The quotas that were exceeded (google.rpc.QuotaFailure), with their values.</summary>
    public string? Quota { get; private init; }

    /// <summary>The quota of requests a minute that was exceeded; null if the server does not say.</summary>
    public int? RequestsPerMinute { get; private init; }

    /// <summary>Whether one of the exceeded quotas is a daily one.</summary>
    public bool PerDay { get; private init; }

    /// <summary>Reads a body, which need not be JSON.</summary>
    /// <param name="body">The body.</param>
    /// <param name="redact">Removes the key. It runs before any text is shortened, so that no part of a key remains.</param>
    public static ServerError Parse(string body, Func<string, string> redact)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return Read(document.RootElement, redact) ?? Raw(body, redact);
        }
        catch (JsonException)
        {
            return Raw(body, redact);
        }
    }

    /// <summary>Reads the error in a JSON body; null if there is none.</summary>
    public static ServerError? Read(JsonElement root, Func<string, string> redact)
    {
        // Gemini's OpenAI-compatible endpoint wraps the error in an array.
        if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0)
            root = root[0];
        JsonElement? found = root.Property("error");
        if (found is { ValueKind: JsonValueKind.String } words)
            return new ServerError(Cut(redact(words.Text()), MostOfMessage));
        JsonElement error = found is { ValueKind: JsonValueKind.Object } inner ? inner : root;
        if ((error.Text("message") ?? Detail(error)) is not { } message)
            return null;

        QuotaViolation[] violations = [.. Violations(error)];
        QuotaViolation[] daily = [.. violations.Where(violation => violation.PerDay)];
        return new ServerError(Cut(redact(message), MostOfMessage))
        {
            Status = error.Number("code"),
            Word = error.Text("code") ?? error.Text("type"),
            RequestId = Details(error, "RequestInfo").Select(detail => detail.Text("requestId")).FirstOrDefault(),
            RetryDelay = Details(error, "RetryInfo").Select(detail => DurationText.Parse(detail.Text("retryDelay"))).FirstOrDefault(),
            PerDay = daily.Length > 0,
            Quota = violations.Length == 0 ? null : redact(string.Join(", ", daily.Length > 0 ? daily : violations)),
            RequestsPerMinute = violations.Where(violation => violation.RequestsPerMinute).Select(violation => int.TryParse(violation.Value, out int value) && value > 0 ? value : (int?)null).Min(),
        };
    }

    // FastAPI's shape, which vLLM and others use: a text, or a list of the request's errors.
    private static string? Detail(JsonElement error) => error.Property("detail") switch
    {
        { ValueKind: JsonValueKind.String } text => text.Text(),
        { ValueKind: JsonValueKind.Array } list => list.GetRawText(),
        _ => null,
    };

    private static IEnumerable<JsonElement> Details(JsonElement error, string type) =>
        error.Items("details").Where(detail => detail.Text("@type")?.EndsWith("." + type, StringComparison.Ordinal) == true);

    private static IEnumerable<QuotaViolation> Violations(JsonElement error) =>
        from detail in Details(error, "QuotaFailure")
        from violation in detail.Items("violations")
        let id = violation.Text("quotaId") ?? violation.Text("quotaMetric") ?? violation.Text("subject")
        where id is not null
        select new QuotaViolation(id, violation.Text("quotaValue") ?? violation.Number("quotaValue")?.ToString());

    private static ServerError Raw(string body, Func<string, string> redact) => new(Cut(redact(body.Trim()), MostOfBody));

    private static string Cut(string text, int most) => text.Length <= most ? text : string.Concat(text.AsSpan(0, most), "…");

    private sealed record QuotaViolation(string Id, string? Value)
    {
        public bool PerDay => Id.Contains("PerDay", StringComparison.OrdinalIgnoreCase);

        public bool RequestsPerMinute =>
            Id.Contains("Request", StringComparison.OrdinalIgnoreCase) && Id.Contains("PerMinute", StringComparison.OrdinalIgnoreCase);

        public override string ToString() => Value is null ? Id : $"{Id} = {Value}";
    }
}
