using System.Text.Json;
using SynthGen.Adapters.Chat.Json;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>An error in the body of a server's response, in any of the shapes in use.</summary>
/// <param name="Message">The server's message; empty if there is none.</param>
internal sealed record ServerError(string Message)
{
    private const int MostOfMessage = 2000;
    private const int MostOfBody = 500;
    private const int MostOfInner = 100_000;

    /// <summary>Stands among the codes if one of the quotas that were exceeded is by the day.</summary>
    public const string PerDay = "(per day)";

    /// <summary>Stands among the codes if one of the quotas grants nothing at all.</summary>
    public const string NothingGranted = "(nothing granted)";

    /// <summary>The error's code, if it is a number.</summary>
    public int? Status { get; private init; }

    /// <summary>Whatever tells its kind in a word: code, type, status, reason, those of an inner error too.</summary>
    public IReadOnlyList<string> Codes { get; private init; } = [];

    /// <summary>The server's id of the request (google.rpc.RequestInfo).</summary>
    public string? RequestId { get; private init; }

    /// <summary>The time to wait (google.rpc.RetryInfo).</summary>
    public TimeSpan? RetryDelay { get; private init; }

    /// <summary>How long to wait by its words.</summary>
    public TimeSpan? SaidDelay { get; private init; }

    /// <summary>When to come back, as a gateway hands on its headers within the error; see <see cref="ResetText"/>.</summary>
    public string? Reset { get; private init; }

    /// <summary>The quotas that were exceeded (google.rpc.QuotaFailure), with their values.</summary>
    public string? Quota { get; private init; }

    /// <summary>The quota of requests a minute that was exceeded; null if the server does not say.</summary>
    public int? RequestsPerMinute { get; private init; }

    /// <summary>Reads a body, which may be no JSON at all.</summary>
    /// <param name="body">The body.</param>
    /// <param name="redact">Removes the key. It runs before any text is shortened, so that no part of a key remains.</param>
    public static ServerError Parse(string body, Func<string, string> redact)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body.TrimStart('\uFEFF'));
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
            return new ServerError(Cut(redact(words.Text()), MostOfMessage)) { SaidDelay = RetryWords.Find(words.Text()) };
        JsonElement error = found is { ValueKind: JsonValueKind.Object } nested ? nested : root;
        if ((error.Text("message") ?? Detail(error)) is not { } message)
            return null;

        ServerError? inner = Inner(error, message, redact);
        QuotaViolation[] violations = [.. Violations(error)];
        QuotaViolation[] daily = [.. violations.Where(violation => violation.PerDay)];
        return new ServerError(Cut(inner is null ? redact(message) : Joined(redact(message), inner.Message), MostOfMessage))
        {
            Status = error.Number("code") ?? error.Number("status"),
            Codes =
            [
                .. CodesOf(error), .. inner?.Codes ?? [],
                .. violations.Any(violation => violation.Value == "0") ? [NothingGranted] : (string[])[],
                .. daily.Length > 0 ? [PerDay] : (string[])[],
            ],
            RequestId = Details(error, "RequestInfo").Select(detail => detail.Text("requestId")).FirstOrDefault(),
            RetryDelay = Details(error, "RetryInfo").Select(detail => DurationText.Parse(detail.Text("retryDelay"))).FirstOrDefault() ?? inner?.RetryDelay,
            SaidDelay = RetryWords.Find(message) ?? inner?.SaidDelay,
            Reset = error.Property("metadata")?.Property("headers")?.Text("X-RateLimit-Reset"),
            Quota = violations.Length == 0 ? null : redact(string.Join(", ", daily.Length > 0 ? daily : violations)),
            RequestsPerMinute = violations.Where(violation => violation.RequestsPerMinute).Select(violation => int.TryParse(violation.Value, out int value) && value > 0 ? value : (int?)null).Min(),
        };
    }

    private static IEnumerable<string> CodesOf(JsonElement error)
    {
        JsonElement[] places =
        [
            error, .. error.Items("details"),
            .. new[] { "innererror", "metadata" }.Select(name => error.Property(name)).OfType<JsonElement>(),
        ];
        return from place in places
               from name in (string[])["code", "type", "status", "reason", "error_type", "limit_source"]
               let code = place.Text(name)
               where code is not null
               select code;
    }

    // Gateways hand on what the service behind them said: in metadata.raw (OpenRouter), or as JSON in the message itself.
    private static ServerError? Inner(JsonElement error, string message, Func<string, string> redact)
    {
        string? raw = error.Property("metadata")?.Text("raw") ?? (message.TrimStart().StartsWith('{') ? message : null);
        return string.IsNullOrWhiteSpace(raw) || raw.Length > MostOfInner ? null : Parse(raw, redact);
    }

    private static string Joined(string message, string inner) => message.TrimStart().StartsWith('{') ? inner : $"{message}: {inner}";

    // FastAPI's, as vLLM and others use it: a text, or a list of what is wrong with the request.
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
