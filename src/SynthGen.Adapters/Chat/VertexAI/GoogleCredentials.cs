using System.Text.Json;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Flows;
using Google.Apis.Auth.OAuth2.Responses;
using Google.Apis.Http;
using SynthGen.Adapters.Chat.Json;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat.VertexAI;

/// <summary>
/// Application Default Credentials: the file that GOOGLE_APPLICATION_CREDENTIALS names, else the one that gcloud leaves, else
/// the machine's own account in Google Cloud. The files are read here, as the library reads them once in the life of the
/// process, and a shell outlives a login.
/// </summary>
internal static class GoogleCredentials
{
    private const string Scope = "https://www.googleapis.com/auth/cloud-platform";

    private static readonly string[] Secrets = ["refresh_token", "client_secret", "private_key", "private_key_id", "access_token", "id_token"];

    /// <summary>Reads the credentials; nothing is sent yet if they are in a file.</summary>
    /// <param name="redactor">Takes the secrets of the file out of what comes back.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<ITokenAccessWithHeaders> ReadAsync(KeyRedactor redactor, CancellationToken cancellationToken)
    {
        return FilePath() is { } path
            ? await ReadAsync(path, redactor, cancellationToken).ConfigureAwait(false)
            : Scoped(await GoogleCredential.GetApplicationDefaultAsync(cancellationToken).ConfigureAwait(false));
    }

    private static GoogleCredential Scoped(GoogleCredential credential) => credential.CreateWithHttpClientFactory(new DirectFactory()).CreateScoped(Scope);

    private static async Task<ITokenAccessWithHeaders> ReadAsync(string path, KeyRedactor redactor, CancellationToken cancellationToken)
    {
        string json = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
        using JsonDocument document = JsonDocument.Parse(json);
        Redact(document.RootElement, redactor);
        string type = document.RootElement.Text("type") ?? throw new InvalidDataException($"'{path}' does not say what type of credentials it holds.");
        return type == JsonCredentialParameters.AuthorizedUserCredentialType && document.RootElement.Text("token_uri") is { } tokenUri
            ? User(document.RootElement, tokenUri)
            : Scoped(CredentialFactory.FromJson(json, type));
    }

    // Credentials that stand for others hold those within.
    private static void Redact(JsonElement file, KeyRedactor redactor)
    {
        if (file.ValueKind != JsonValueKind.Object)
            return;
        foreach (string secret in Secrets)
            redactor.Add(file.Text(secret) ?? "");
        foreach (JsonProperty member in file.EnumerateObject())
            Redact(member.Value, redactor);
    }

    // The library passes over the address that a file of this type names.
    private static UserCredential User(JsonElement file, string tokenUri)
    {
        AuthorizationCodeFlow flow = new(new AuthorizationCodeFlow.Initializer(GoogleAuthConsts.OidcAuthorizationUrl, tokenUri)
        {
            ClientSecrets = new ClientSecrets { ClientId = file.Text("client_id"), ClientSecret = file.Text("client_secret") },
            HttpClientFactory = new DirectFactory(),
        });
        return new UserCredential(flow, "user", new TokenResponse { RefreshToken = file.Text("refresh_token") }, file.Text("quota_project_id"));
    }

    private static string? FilePath()
    {
        if (Environment.GetEnvironmentVariable("GOOGLE_APPLICATION_CREDENTIALS") is { Length: > 0 } named)
            return named;
        string? folder = Environment.GetEnvironmentVariable("CLOUDSDK_CONFIG") is { Length: > 0 } configured ? configured
            : OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "gcloud")
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config", "gcloud");
        string path = Path.Combine(folder, "application_default_credentials.json");
        return File.Exists(path) ? path : null;
    }

    // A redirect would take a refresh token to another host.
    private sealed class DirectFactory : Google.Apis.Http.IHttpClientFactory
    {
        private readonly HttpClientFactory _usual = new();

        public ConfigurableHttpClient CreateHttpClient(CreateHttpClientArgs args)
        {
            ConfigurableHttpClient client = _usual.CreateHttpClient(args);
            client.MessageHandler.FollowRedirect = false;
            return client;
        }
    }
}
