using System.Management.Automation;
using SynthGen.Models;
using SynthGen.Models.Hub;

namespace SynthGen;

/// <summary>Makes the error records of failed downloads from the Hub.</summary>
internal static class HubErrors
{
    private const string Resume = "What came is kept: run the command again, and it goes on where it stopped.";

    /// <summary>The error for a name that is not of the form owner/name[:quantization].</summary>
    public static ErrorRecord BadName(string name) => Errors.Create(
        "BadModelName", ErrorCategory.InvalidArgument, name, $"'{name}' does not name a model of the Hugging Face Hub.",
        $"Write owner/name or owner/name:quantization, as in {KnownModels.Mistral}:Q4_K_M.");

    /// <summary>The error for a failure of the Hub.</summary>
    /// <param name="error">The failure.</param>
    /// <param name="endpoint">The Hub's address.</param>
    /// <param name="name">The model as the user named it; null before one is asked about.</param>
    public static ErrorRecord Create(HubException error, string endpoint, string? name)
    {
        endpoint = Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address) ? EndpointText.Of(address) : "HF_ENDPOINT";
        string tokens = $"{endpoint}/settings/tokens";
        (string id, ErrorCategory category, string advice) = error.Fault switch
        {
            HubError.NotFound => ("RepositoryNotFound", ErrorCategory.ObjectNotFound, "Check the name, upper and lower case too; for a private one, set HF_TOKEN to a token that may read it."),
            HubError.Gated => ("ModelGated", ErrorCategory.PermissionDenied, $"Accept the licence at the model's page on {endpoint}, and set HF_TOKEN to a token of the same account ({tokens})."),
            HubError.TokenRefused => ("TokenRefused", ErrorCategory.AuthenticationError, $"Make a new one at {tokens} and set HF_TOKEN, or remove it: most models need none."),
            HubError.BadToken => ("BadToken", ErrorCategory.InvalidArgument, "Set HF_TOKEN, or the file that HF_TOKEN_PATH names, to the token alone, or remove it: most models need none."),
            HubError.Unencrypted => ("UnencryptedEndpoint", ErrorCategory.SecurityError, "Use https in HF_ENDPOINT, or remove the token."),
            HubError.BadEndpoint => ("BadEndpoint", ErrorCategory.InvalidArgument, "Give the base address of a server, or remove the variable for https://huggingface.co."),
            HubError.NoGguf => ("NoGgufFile", ErrorCategory.ObjectNotFound, "Name a repository with GGUF files: those of a model are often in another's repository, whose name ends in -GGUF."),
            HubError.NoQuantization => ("QuantizationNotFound", ErrorCategory.ObjectNotFound, "Name one of these after the colon, or none for the usual one."),
            HubError.BadListing => ("BadRepository", ErrorCategory.InvalidData, "Use another repository, or another server in HF_ENDPOINT."),
            HubError.RateLimited => ("RateLimited", ErrorCategory.LimitsExceeded, "Try again in some minutes; what came is kept. With a token in HF_TOKEN the Hub allows more."),
            HubError.ServerError => ("HubFailed", ErrorCategory.ResourceUnavailable, "Try again in some minutes; what came is kept."),
            HubError.Offline => ("HubUnreachable", ErrorCategory.ConnectionError, "Check the network, HTTPS_PROXY and HF_ENDPOINT. A GGUF file that you have is used by -ModelPath."),
            HubError.Broken => ("TransferBroken", ErrorCategory.ConnectionError, Resume),
            HubError.BadChecksum => ("ChecksumMismatch", ErrorCategory.InvalidData, "Run the command again to get it anew; if that is of no help, a proxy or the server in HF_ENDPOINT changes what it sends."),
            HubError.DiskFull => ("DiskFull", ErrorCategory.ResourceUnavailable, $"Make room, or save it to another disk by -Path or HF_HUB_CACHE. {Resume}"),
            HubError.NotWritten => ("ModelNotWritten", ErrorCategory.WriteError, "See that files may be made there, or save it elsewhere by -Path or HF_HUB_CACHE."),
            _ => ("ModelFileExists", ErrorCategory.ResourceExists, "Move it away, or name another folder by -Path."),
        };
        return Errors.Create(id, category, name ?? endpoint, error.Message, advice, error);
    }
}
