using System.Text.Json.Nodes;
using SynthGen.Models;
using static SynthGen.TestServer.Faults.WireAnswer;

namespace SynthGen.TestServer.Faults;

/// <summary>Refusals that end a run.</summary>
internal static class RunRefusals
{
    private const string Minute = "GenerateRequestsPerMinutePerProjectPerModel-FreeTier", Day = "GenerateRequestsPerDayPerProjectPerModel-FreeTier";

    public static IReadOnlyList<ServiceBehavior> All { get; } =
    [
        Of("invalid key", RefusalSubject.Key,
            Error(401, "Incorrect API key provided: sk-***. You can find your API key at https://platform.openai.com/account/api-keys.", code: "invalid_api_key"),
            Google(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", Reason("API_KEY_INVALID"))),
        Of("expired key", RefusalSubject.Key, null, Google(400, "INVALID_ARGUMENT", "API key expired. Please renew the API key.", Reason("API_KEY_INVALID"))),
        Of("leaked key", RefusalSubject.Key, null, Google(403, "PERMISSION_DENIED", "Your API key was reported as leaked. Please use another API key.")),
        Of("OpenRouter key", RefusalSubject.Key, _ => new("""{"error":{"message":"User not found.","code":401}}""", 401)),
        Of("Mistral key", RefusalSubject.Key, _ => new("""{"detail":"Unauthorized"}""", 401)),
        Of("Azure key", RefusalSubject.Key, Error(401, "Access denied due to invalid subscription key or wrong API endpoint.", null, "401")),
        Of("Vertex token", RefusalSubject.Key, null, Google(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.", Reason("ACCESS_TOKEN_TYPE_UNSUPPORTED"))),
        Of("no permission", RefusalSubject.Permission,
            Error(403, "Country, region, or territory not supported", "request_forbidden", "unsupported_country_region_territory"),
            Google(403, "PERMISSION_DENIED", "Permission denied: the project may not use this model.")),
        Of("Vertex permission", RefusalSubject.Permission, null, Google(403, "PERMISSION_DENIED", "Permission 'aiplatform.endpoints.predict' denied on resource '//aiplatform.googleapis.com/projects/p' (or it may not exist).", Reason("IAM_PERMISSION_DENIED"))),
        Of("location", RefusalSubject.Permission, Error(400, "Organization has been restricted. Please reach out to support.", code: "organization_restricted"), Google(400, "FAILED_PRECONDITION", "User location is not supported for the API use.")),
        Of("forbidden", RefusalSubject.Permission, Error(403, "Access denied due to Virtual Network/Firewall rules.", null, "403"), Page(403, "403 Forbidden")),
        Of("insufficient_quota", RefusalSubject.Credit, Error(429, "You exceeded your current quota, please check your plan and billing details.", "insufficient_quota", "insufficient_quota")),
        Of("billing", RefusalSubject.Credit,
            Error(400, "Billing hard limit has been reached", code: "billing_hard_limit_reached"),
            Google(403, "PERMISSION_DENIED", "This API method requires billing to be enabled. Please enable billing on project #p.", Reason("BILLING_DISABLED"))),
        Of("spending cap", RefusalSubject.Credit,
            Error(400, "Organization has reached its configured spend limit.", code: "blocked_api_access"),
            Google(429, "RESOURCE_EXHAUSTED", "Your project has exceeded its monthly spending cap. Please go to AI Studio to manage your project spend cap.")),
        Of("prepaid credits gone", RefusalSubject.Credit,
            Error(400, "Your credit balance is too low to access the API. Please go to Plans & Billing to upgrade or purchase credits."),
            Google(429, "RESOURCE_EXHAUSTED", "Your prepayment credits are depleted. Please go to AI Studio to manage your project and billing.")),
        Of("DeepSeek balance", RefusalSubject.Credit, Error(402, "Insufficient Balance", "unknown_error", "invalid_request_error")),
        Of("OpenRouter credits", RefusalSubject.Credit, _ => new("""{"error":{"message":"This request requires more credits, or fewer max_tokens. You requested up to 4096 tokens, but can only afford 222.","code":402,"metadata":{"provider_name":null}}}""", 402)),
        Of("OpenRouter key limit", RefusalSubject.Credit, _ => new("""{"error":{"message":"Key limit exceeded (total limit). Manage it using https://openrouter.ai/settings/keys","code":403}}""", 403)),
        Of("Together credit_limit", RefusalSubject.Credit, Error(402, "Credit limit exceeded. Please navigate to https://api.together.xyz/settings/billing to add credit or upgrade your plan.", "credit_limit")),
        Of("payment required", RefusalSubject.Credit, new WireAnswer("", 402), new WireAnswer("", 402)),
        Of("limit: 0", RefusalSubject.Plan,
            Error(429, "Rate limit reached for probe in organization org-0 on requests per min (RPM): Limit 0, Used 0, Requested 1. Please try again in 20s.", "requests", "rate_limit_exceeded"),
            Google(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota, please check your plan and billing details.\n* Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 0, model: probe\nPlease retry in 32.5s.", Exceeded(Day, null), Exceeded(Minute, null), Retry("32s"))),
        Of("quota of nothing", RefusalSubject.Plan, null, Google(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.", Exceeded(Minute, "0"), Retry("32s"))),
        Of("no tools", RefusalSubject.Tools,
            Error(400, "registry.ollama.ai/library/probe does not support tools", "api_error"),
            Google(400, "INVALID_ARGUMENT", "Function calling is not enabled for models/probe")),
        Of("vLLM without tools", RefusalSubject.Tools, Error(400, "\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set", "BadRequestError")),
        Of("unknown model", RefusalSubject.Model,
            Error(404, "The model `probe` does not exist or you do not have access to it.", code: "model_not_found"),
            Google(404, "NOT_FOUND", "models/probe is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models.")),
        Of("vLLM unknown model", RefusalSubject.Model, _ => new("""{"object":"error","message":"The model `probe` does not exist.","type":"NotFoundError","param":null,"code":404}""", 404)),
        Of("Ollama unknown model", RefusalSubject.Model, Error(404, "model \"probe\" not found, try pulling it first", "api_error")),
        Of("Mistral unknown model", RefusalSubject.Model, _ => new("""{"object":"error","message":"Invalid model: probe","type":"invalid_model","param":null,"code":"1500"}""", 400)),
        Of("DeepSeek unknown model", RefusalSubject.Model, Error(400, "Model Not Exist")),
        Of("Groq decommissioned model", RefusalSubject.Model, Error(400, "The model `probe` has been decommissioned and is no longer supported.", code: "model_decommissioned")),
        Of("OpenRouter unknown model", RefusalSubject.Model, _ => new("""{"error":{"message":"No endpoints found for probe.","code":404}}""", 404)),
        Of("Azure unknown deployment", RefusalSubject.Model, _ => new("""{"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist."}}""", 404)),
        Of("Vertex unknown model", RefusalSubject.Model, null, Google(404, "NOT_FOUND", "Publisher Model `projects/p/locations/l/publishers/google/models/probe` was not found or your project does not have access to it.")),
        Of("unknown endpoint", RefusalSubject.Endpoint, _ => new("""{"detail":"Not Found"}""", 404), Page(404, "Error 404 (Not Found)!!1")),
        Of("unknown_url", RefusalSubject.Endpoint, Error(400, "Unknown request URL: POST /openai/chat/completions. Please check the URL for typos.", code: "unknown_url")),
        Of("web page in a 200", RefusalSubject.Endpoint, Page(200, "Welcome to nginx!"), Page(200, "Sign in")),
    ];

    private static ServiceBehavior Of(string name, RefusalSubject subject, Func<JsonObject, WireAnswer>? openAI, Func<JsonObject, WireAnswer>? gemini = null) =>
        new(name, BehaviorMeaning.Run, subject) { OpenAI = openAI, Gemini = gemini };
}
