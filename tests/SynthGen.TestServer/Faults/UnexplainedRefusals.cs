using System.Text.Json.Nodes;
using static SynthGen.TestServer.Faults.WireAnswer;

namespace SynthGen.TestServer.Faults;

/// <summary>Refusals that do not say whether they are about one page or about all requests.</summary>
internal static class UnexplainedRefusals
{
    public static IReadOnlyList<ServiceBehavior> All { get; } =
    [
        Of("400 without a reason", Error(400, "Bad request."), Google(400, "INVALID_ARGUMENT", "Request contains an invalid argument.")),
        Of("400 without a body", new WireAnswer("", 400), new WireAnswer("", 400)),
        Of("422 of a validator", _ => new("""{"detail":[{"type":"value_error","loc":["body","messages",1],"msg":"Value error"}]}""", 422)),
        Of("400 of a page for people", Page(400, "400 Bad Request"), Page(400, "400 Bad Request")),
        Of("418", new WireAnswer("", 418), new WireAnswer("", 418)),
        Of("400 in a 200",
            _ => new("""{"error":{"message":"Provider returned error","code":400}}"""),
            _ => new("""{"error":{"code":400,"message":"Request contains an invalid argument.","status":"INVALID_ARGUMENT"}}""")),
    ];

    private static ServiceBehavior Of(string name, Func<JsonObject, WireAnswer>? openAI, Func<JsonObject, WireAnswer>? gemini = null) =>
        new(name, BehaviorMeaning.Unexplained) { OpenAI = openAI, Gemini = gemini };
}
