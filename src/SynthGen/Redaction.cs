using System.Net;
using System.Security;

namespace SynthGen;

/// <summary>Keeps keys out of what is shown.</summary>
internal static class Redaction
{
    /// <summary>The text with a key in it replaced.</summary>
    public static string WithoutKeys(string text, SecureString? key)
    {
        string secret = key is null ? "" : new NetworkCredential("", key).Password;
        return secret.Length == 0 ? text : text.Replace(secret, "***", StringComparison.Ordinal);
    }
}
