using System.Management.Automation;
using System.Text.RegularExpressions;
using SynthGen.Models;

namespace SynthGen.Backends;

/// <summary>OpenAI's models at Azure: by a deployment's address and a version of the API, or at the base /openai/v1.</summary>
internal static partial class AzureOpenAI
{
    private const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;
    private const string KeyVariable = "AZURE_OPENAI_API_KEY";

    private static readonly string[] Hosts =
        [".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com", ".openai.azure.us", ".cognitiveservices.azure.us", ".openai.azure.cn"];

    /// <summary>Where it is; null if the endpoint is not Azure's.</summary>
    /// <exception cref="ConfigurationException">A deployment's address has no version.</exception>
    public static ServiceLocation? Locate(Uri endpoint, string? apiVersion, IReadOnlyList<string> keyVariables)
    {
        Match deployment = Deployment().Match(endpoint.AbsolutePath);
        bool hasVersion = Version().IsMatch(endpoint.Query);
        if (apiVersion is null && !hasVersion && !deployment.Success && !Hosts.Any(host => endpoint.Host.EndsWith(host, AnyCase)))
            return null;
        if (apiVersion is null && !hasVersion && deployment.Success)
        {
            throw new ConfigurationException(Errors.Create(
                "MissingApiVersion", ErrorCategory.InvalidArgument, EndpointText.Of(endpoint), "The address of a deployment needs a version of the API.",
                "Give -ApiVersion, or put ?api-version=… behind the address; the base https://….openai.azure.com/openai/v1 needs none."));
        }

        return new ServiceLocation(
            apiVersion is null ? endpoint : WithVersion(endpoint, apiVersion), [KeyVariable, .. keyVariables], ChatPlatform.Azure,
            deployment.Success ? Uri.UnescapeDataString(deployment.Groups[1].Value) : null);
    }

    // A parameter says it more plainly than the address does.
    private static Uri WithVersion(Uri endpoint, string apiVersion)
    {
        string rest = Version().Replace(endpoint.Query, "").TrimStart('?', '&');
        return new Uri($"{endpoint.GetLeftPart(UriPartial.Path)}?api-version={Uri.EscapeDataString(apiVersion)}{(rest.Length > 0 ? "&" : "")}{rest}");
    }

    [GeneratedRegex("/openai/deployments/([^/]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Deployment();

    [GeneratedRegex("(?<=[?&])api-version=[^&]*&?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
