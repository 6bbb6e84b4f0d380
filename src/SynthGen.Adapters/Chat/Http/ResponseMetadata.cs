using SynthGen.Models;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>
/// Metadata of a call's last response that a chat client does not return: the headers, and the finish reason where the
/// SDK would change it. It flows with the call; the handlers fill it in.
/// </summary>
internal sealed class ResponseMetadata
{
    private static readonly AsyncLocal<ResponseMetadata?> Local = new();

    /// <summary>The metadata of the current call; null outside a call.</summary>
    public static ResponseMetadata? Current => Local.Value;

    public string? RequestId { get; set; }

    public ChatLimits? Limits { get; set; }

    public string? FinishReason { get; set; }

    /// <summary>Begins new metadata for everything that the caller awaits from here on.</summary>
    public static ResponseMetadata Begin() => Local.Value = new ResponseMetadata();
}
