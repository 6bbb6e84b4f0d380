using System.Management.Automation;
using System.Text.RegularExpressions;
using SynthGen.Models;

namespace SynthGen.Backends;

/// <summary>Gemini at Google Cloud's Vertex AI.</summary>
internal static partial class VertexAI
{
    /// <summary>The environment variable that names the project.</summary>
    public const string ProjectVariable = "GOOGLE_CLOUD_PROJECT";

    private const string LocationVariable = "GOOGLE_CLOUD_LOCATION";
    private const string Global = "global";

    /// <summary>
    /// Whether Vertex AI is meant: a project or a location is given, or there is nothing that speaks for the Gemini API, no key
    /// and no endpoint, and the environment names a project.
    /// </summary>
    public static bool IsMeant(CommandSession session, ConnectionSettings connection, VertexAISettings settings, IReadOnlyList<string> keyVariables) =>
        settings is not { Project: null, Location: null }
        || (connection is { Endpoint: null, ApiKey: null, NoKey: false }
            && Environment.GetEnvironmentVariable(ProjectVariable) is { Length: > 0 }
            && ApiKeyLookup.Find(null, keyVariables, session.Folder, session.Warn) is null);

    /// <summary>The base of a project in a location.</summary>
    /// <param name="settings">The parameters; the environment stands in for those that are not given, and "global" for the location.</param>
    /// <param name="endpoint">An address in place of Google's; null for that.</param>
    /// <exception cref="ConfigurationException">There is no project, or the location cannot be one.</exception>
    public static Uri Locate(VertexAISettings settings, Uri? endpoint)
    {
        string? project = settings.Project ?? Variable(ProjectVariable);
        if (project is null)
        {
            throw new ConfigurationException(Errors.Create(
                "MissingProject", ErrorCategory.InvalidArgument, settings.Location, "Vertex AI needs a project.", $"Give -Project, or set {ProjectVariable}."));
        }

        string location = settings.Location ?? Variable(LocationVariable) ?? Global;
        if (!Name().IsMatch(location))
        {
            throw new ConfigurationException(Errors.Create(
                "BadLocation", ErrorCategory.InvalidArgument, location, $"'{location}' cannot be a location of Google Cloud.", "Give one as in us-central1, europe-west4 or global."));
        }

        string host = endpoint?.GetLeftPart(UriPartial.Path).TrimEnd('/')
            ?? (location == Global ? "https://aiplatform.googleapis.com" : $"https://{location}-aiplatform.googleapis.com");
        return new Uri($"{host}/v1/projects/{Uri.EscapeDataString(project)}/locations/{location}");
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    [GeneratedRegex("^[a-z][a-z0-9-]{0,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
