using SynthGen.Models;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>
/// What the last response of a call said outside of what a chat client hands up: the headers, and the finish reason where
/// the SDK would change it. It flows down with the call and is filled in by the handlers.
/// </summary>
internal sealed class ResponseMetadata
{
    private static readonly AsyncLocal<ResponseMetadata?> Local = new();

    /// <summary>The exchange of the call under way; null outside of one.</summary>
    public static ResponseMetadata? Current => Local.Value;

    public string? RequestId { get; set; }

    public ChatLimits? Limits { get; set; }

    public string? FinishReason { get; set; }

    /// <summary>Begins an exchange for what the caller awaits from here on.</summary>
    public static ResponseMetadata Begin() => Local.Value = new ResponseMetadata();
}
