using SynthGen.Models;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>
/// What a server's refusal is about, and so what to make of it: by its codes, or by its words where those say no more. The
/// first rule that fits counts; what none fits is judged by its status alone.
/// </summary>
internal static class RefusalTable
{
    /// <summary>The rules, in order.</summary>
    public static IReadOnlyList<RefusalRule> Rules { get; } =
    [
        // A limit of nothing: to wait would be in vain, whatever else the server says.
        new(RefusalSubject.Plan, ChatErrorKind.Fatal)
        {
            Codes = [ServerError.NothingGranted],
            Words = @"\blimit(?: is|:|=)? ?0\b(?![.,]?\d)",
            Statuses = [403, 429],
        },

        // One page's own. Length comes before quotas: "Request too large … on tokens per minute" will not fit later either.
        new(RefusalSubject.Length, ChatErrorKind.Page)
        {
            Codes = ["context_length_exceeded", "exceed_context_size_error", "string_above_max_length", "request_too_large", "ContextWindowExceededError"],
            Words = @"^(?!.*max_(completion_)?tokens\W+is too large).*?(maximum context length|context (size|length|window|limit)|exceeds? (the )?(maximum|available|max) context"
                + @"|input token count|(prompt|input|request|message|payload)s? (is|are|was) too (long|large)|(prompt|request|payload) too (long|large)|too large for model"
                + @"|longer than the maximum model length|reduce the length|reduce your message size|too many (input |prompt )?tokens|inputs` tokens|payload size exceeds)",
            IsForAnyStatus = true,
        },
        new(RefusalSubject.Content, ChatErrorKind.Page)
        {
            Codes =
            [
                "content_filter", "content_policy_violation", "ResponsibleAIPolicyViolation", "ContentPolicyViolationError", "invalid_prompt",
                "moderation_blocked", "data_inspection_failed", "safety", "SAFETY", "PROHIBITED_CONTENT", "BLOCKED_PROMPT",
            ],
            Words = @"(input|prompt|content|message|request) (was|is|has been|were) flagged|flagged as (potentially )?(violating|unsafe|harmful)|content management policy|content exists risk"
                + @"|content (policy|filter)|usage polic(y|ies)|safety (system|filter|settings)|inappropriate content|requires moderation|blocked (by|for|due to) (safety|content|moderation|our)",
            IsForAnyStatus = true,
        },
        new(RefusalSubject.Reply, ChatErrorKind.Page)
        {
            Codes = ["json_validate_failed", "tool_use_failed"],
            Words = "failed to (generate|validate) json|failed to call a function",
            IsForAnyStatus = true,
        },

        // The day's. It comes before credit, which such messages offer.
        new(RefusalSubject.DailyQuota, ChatErrorKind.DailyQuota)
        {
            Codes = [ServerError.PerDay, "openrouter_free_tier_daily"],
            Words = @"\b[RT]PD\b|\bper[- ]day\b|/ ?day\b|\bdaily (\w+ )?(limit|quota|request|token|usage|allocation|allowance)|(limit|quota)s? for (the day|today)",
            Statuses = [402, 403, 429],
        },

        // The run's.
        new(RefusalSubject.Credit, ChatErrorKind.Fatal)
        {
            Codes =
            [
                "insufficient_quota", "billing_not_active", "billing_hard_limit_reached", "credit_limit", "insufficient_balance", "insufficient_credits",
                "insufficient_user_quota", "budget_exceeded", "BILLING_DISABLED", "payment_required", "blocked_api_access",
            ],
            Words = @"insufficient (balance|credit|funds)|credit balance|more credits|out of credits?|credit limit|(prepay|prepaid|prepayment)\w* credits?|credits? (are|is) (depleted|exhausted)"
                + @"|included credits|spend(ing)? (cap|limit)|billing (hard )?limit|requires? billing|billing (is not|isn't|not) (active|enabled)|enable billing|budget has been exceeded|key limit exceeded",
        },
        new(RefusalSubject.Credit, ChatErrorKind.Fatal) { Statuses = [402] },
        // Before the model, which such messages name.
        new(RefusalSubject.Tools, ChatErrorKind.Fatal)
        {
            Words = @"(does not|doesn't|not|cannot|can't) (currently )?(support|use|call)(ed)? (any )?(tools?|functions?|tool[- _]?(use|call(s|ing)?)|function[- _]call(s|ing)?)\b"
                + @"|(tools?|functions?|tool[- _]?(use|calls?|calling)|function[- _]call(s|ing)?)\W{0,3} (is|are|use is) (not|currently not) (supported|enabled|available|allowed|implemented)"
                + @"|no endpoints found that support tool use|--enable-auto-tool-choice|tools? param requires|unsupported (parameter|feature)\W+'?tools?\b",
            IsForAnyStatus = true,
        },
        new(RefusalSubject.Model, ChatErrorKind.Fatal)
        {
            Codes = ["model_not_found", "invalid_model", "model_decommissioned", "model_not_available", "model_not_supported", "DeploymentNotFound", "unknown_model"],
            Words = @"\bmodels?\b.{0,200}?(does not|doesn't|not) exist|\bmodels?\b.{0,200}?(is |was )?not found|invalid model|not a valid model|unknown model|no such model"
                + @"|not supported for generateContent|no endpoints found|unable to access model|model.{0,80}decommissioned|does not have access to model",
            Statuses = [400, 403, 404, 410, 422],
        },
        new(RefusalSubject.Key, ChatErrorKind.Fatal)
        {
            Codes =
            [
                "invalid_api_key", "API_KEY_INVALID", "authentication_error", "invalid_authentication", "account_deactivated", "account_disabled", "UNAUTHENTICATED",
                "ACCESS_TOKEN_EXPIRED", "CREDENTIALS_MISSING",
            ],
            Words = @"api[- _]key.{0,40}(not valid|invalid|expired|leaked|revoked|disabled)|(incorrect|invalid|expired|missing|no) api[- _]key|reported as leaked|no auth credentials|authentication fails",
        },
        new(RefusalSubject.Key, ChatErrorKind.Fatal) { Statuses = [401] },
        new(RefusalSubject.Permission, ChatErrorKind.Fatal)
        {
            Codes =
            [
                "permission_denied", "permission_error", "PERMISSION_DENIED", "IAM_PERMISSION_DENIED", "SERVICE_DISABLED", "CONSUMER_SUSPENDED", "CONSUMER_INVALID",
                "organization_restricted", "access_terminated", "unsupported_country_region_territory", "API_KEY_SERVICE_BLOCKED", "API_KEY_HTTP_REFERRER_BLOCKED",
            ],
            Words = "location is not supported|country, region, or territory not supported|organization has been restricted|not available in your country",
        },
        new(RefusalSubject.Permission, ChatErrorKind.Fatal) { Statuses = [403] },
        new(RefusalSubject.Endpoint, ChatErrorKind.Fatal)
        {
            Codes = ["unknown_url", "invalid_url"],
            Words = "unknown request url|invalid url",
        },
        new(RefusalSubject.Endpoint, ChatErrorKind.Fatal) { Statuses = [301, 302, 303, 307, 308, 404, 405, 410] },

        // By the status alone.
        new(RefusalSubject.Length, ChatErrorKind.Page) { Statuses = [413] },
        new(RefusalSubject.Content, ChatErrorKind.Page) { Statuses = [451] },
    ];

    /// <summary>Finds the subject of an error; null if no rule fits.</summary>
    /// <param name="error">What the server says.</param>
    /// <param name="status">The status; null for an error that came without one.</param>
    public static RefusalRule? Find(ServerError error, int? status) => Rules.FirstOrDefault(rule => rule.Fits(error, status));
}
