using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SynthGen.TestServer.Faults;
using SynthGen.TestServer.Model;

namespace SynthGen.TestServer.Wire;

/// <summary>One service's wire format.</summary>
internal abstract class WireFormat(ModelServerOptions options)
{
    /// <summary>Reads a request.</summary>
    /// <exception cref="FormatException">The request is invalid; the message says why.</exception>
    public abstract Ask Read(HttpRequest request, string model, JsonElement body);

    /// <summary>The body of a reply.</summary>
    public abstract byte[] Reply(Ask ask, ModelReply reply, Decision decision);

    /// <summary>The body of an error.</summary>
    /// <param name="ask">The request.</param>
    /// <param name="decision">The decision about it.</param>
    /// <param name="complaint">The error of the request; null for the usual words.</param>
    public abstract byte[] Error(Ask ask, Decision decision, string? complaint);

    /// <summary>The body of the list of models.</summary>
    public abstract byte[] Models(IReadOnlyList<string> models, HttpRequest request);

    /// <summary>The response of a service in place of a sound answer, in this format; null for the answer itself.</summary>
    public virtual Func<JsonObject, WireAnswer>? AnswerOf(ServiceBehavior service) => null;

    /// <summary>Adds what is said of request and limits.</summary>
    public virtual void AddHeaders(IHeaderDictionary headers, Ask ask, Decision decision)
    {
    }

    /// <summary>The HTTP status of an error; services differ in what they call a bad key.</summary>
    public virtual int StatusOf(Decision decision) => decision.Status;

    /// <summary>The finish reason in the service's own word; null for none.</summary>
    public virtual string? FinishOf(ModelReply reply) => reply.BlockReason is null ? reply.Finish : null;

    protected static string Complaint(Ask ask, Decision decision) => decision.Behavior.Fault switch
    {
        Fault.KeyEcho => $"Internal error while handling key={ask.Key ?? "(none)"}.",
        Fault.InternalError => "An internal error has occurred.",
        Fault.Unavailable => "The model is overloaded. Please try again later.",
        Fault.Forbidden => "Permission denied: the project may not use this model.",
        Fault.NotFound => $"The model '{ask.Model}' is not found.",
        _ => "The request contains an invalid argument.",
    };

    /// <summary>The length of a response schema.</summary>
    /// <exception cref="FormatException">It is too large.</exception>
    protected int LengthOf(JsonElement? schema)
    {
        int length = schema is JsonElement given ? JsonMarshal.GetRawUtf8Value(given).Length : 0;
        return length <= options.LargestSchema
            ? length
            : throw new FormatException("The specified schema produces a constraint that has too many states for serving.");
    }

    /// <summary>The text of a turn's content, whatever its form: a string, or parts that hold a text each.</summary>
    protected static string TextOf(JsonElement content)
    {
        if (content.ValueKind is JsonValueKind.String)
            return content.GetString()!;
        if (content.ValueKind is not JsonValueKind.Array)
            return "";
        string text = "";
        foreach (JsonElement part in content.EnumerateArray())
        {
            if (part.ValueKind is JsonValueKind.Object && part.TryGetProperty("text", out JsonElement value) && value.ValueKind is JsonValueKind.String)
                text = text.Length == 0 ? value.GetString()! : text + value.GetString();
        }

        return text;
    }

    protected static JsonElement? Find(JsonElement element, params ReadOnlySpan<string> names)
    {
        if (element.ValueKind is not JsonValueKind.Object)
            return null;
        foreach (string name in names)
        {
            if (element.TryGetProperty(name, out JsonElement value) && value.ValueKind is not JsonValueKind.Null)
                return value;
        }

        return null;
    }
}
