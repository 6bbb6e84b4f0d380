using System.Security.Cryptography;
using System.Text.Json;

namespace SynthGen.TestServer.GoogleCloud;

/// <summary>Files of Application Default Credentials whose tokens come from a server on this machine.</summary>
public static class CredentialsFile
{
    /// <summary>Writes those of a service account, with a key of its own.</summary>
    public static void WriteServiceAccount(string path, Uri server)
    {
        using RSA key = RSA.Create(2048);
        Write(path, new
        {
            type = "service_account",
            project_id = "test-project",
            private_key_id = "0123456789abcdef0123",
            private_key = key.ExportPkcs8PrivateKeyPem(),
            client_email = "robot@test-project.iam.gserviceaccount.com",
            client_id = "1",
            token_uri = new Uri(server, "/token"),
        });
    }

    /// <summary>Writes those of a person who logged in.</summary>
    public static void WriteUser(string path, Uri server, string refreshToken = TokenEndpoint.RefreshToken) => Write(path, new
    {
        type = "authorized_user",
        client_id = "1.apps.googleusercontent.com",
        client_secret = "client-secret-0123456789",
        refresh_token = refreshToken,
        quota_project_id = "billed-project",
        token_uri = new Uri(server, "/token"),
    });

    private static void Write(string path, object credentials) => File.WriteAllText(path, JsonSerializer.Serialize(credentials));
}
