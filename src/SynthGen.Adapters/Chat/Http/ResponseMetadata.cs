using Microsoft.Extensions.AI;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>
/// Metadata of a call's last response that a chat client does not return: the headers, and the finish reason and
/// the calls where the SDK would change them. It flows with the call; the handlers fill it in.
/// </summary>
internal sealed class ResponseMetadata
{
    private static readonly AsyncLocal<ResponseMetadata?> Local = new();

    /// <summary>The metadata of the current call; null outside a call.</summary>
    public static ResponseMetadata? Current => Local.Value;

    public string? RequestId { get; set; }

    public ChatLimits? Limits { get; set; }

    public string? FinishReason { get; set; }

    /// <summary>The calls of tools, which the SDK would read only where their arguments are JSON.</summary>
    public IReadOnlyList<FunctionCallContent> Calls { get; set; } = [];

    /// <summary>Begins new metadata for everything that the caller awaits from here on.</summary>
    public static ResponseMetadata Begin() => Local.Value = new ResponseMetadata();
}
