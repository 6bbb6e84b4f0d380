using SynthGen.Models;

namespace SynthGen.Backends;

/// <summary>OpenAI, and every server that speaks its chat completions.</summary>
internal sealed class OpenAIBackend : HostedBackend
{
    /// <inheritdoc/>
    public override string Name => "OpenAI";

    /// <inheritdoc/>
    public override ChatService Service => ChatService.OpenAI;

    /// <inheritdoc/>
    public override Uri DefaultEndpoint { get; } = new("https://api.openai.com/v1");

    /// <inheritdoc/>
    public override IReadOnlyList<string> KeyVariables { get; } = ["OPENAI_API_KEY"];

    /// <summary>OpenAI's, a compatible server's, or Azure's.</summary>
    /// <exception cref="ConfigurationException">They do not do.</exception>
    public override ServiceLocation Locate(CommandSession session, Uri? endpoint, string? apiVersion)
    {
        Uri address = CheckEndpoint(endpoint);
        return AzureOpenAI.Locate(address, apiVersion, KeyVariables) ?? new ServiceLocation(address, KeyVariables);
    }
}
