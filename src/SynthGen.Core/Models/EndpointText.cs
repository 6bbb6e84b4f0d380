namespace SynthGen.Models;

/// <summary>Shows the address of a service without the secrets that it may hold: user and password, and the values of its query.</summary>
public static class EndpointText
{
    private const string Mask = "***";

    // The query of an Azure endpoint.
    private const string Version = "api-version";

    private static readonly string[] SecretNames = ["key", "token", "sig", "code", "secret", "password", "pwd", "pass", "auth", "credential"];

    /// <summary>The address as it may be shown: all values of the query but api-version are masked.</summary>
    public static string Of(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsAbsoluteUri && address.Scheme is "http" or "https")
        {
            string query = string.Join('&', Parameters(address).Select(one => one.Name == Version ? $"{one.Name}={one.Value}" : one.Name.Length > 0 ? $"{one.Name}={Mask}" : Mask));
            return $"{address.Scheme}://{(address.UserInfo.Length > 0 ? $"{Mask}@" : "")}{address.Authority}{address.AbsolutePath}{(query.Length > 0 ? "?" : "")}{query}";
        }

        // Nobody knows where the parts of such a text end.
        string text = address.OriginalString;
        int at = text.LastIndexOf('@');
        text = at < 0 ? text : Mask + text[at..];
        int mark = text.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? text : $"{text[..mark]}?{Mask}";
    }

    /// <summary>The secrets of an address, as they are written in it and decoded. A short value is one if its name says so.</summary>
    public static IEnumerable<string> Secrets(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri)
            return [];
        return Parts().SelectMany(part => (string[])[part, Uri.UnescapeDataString(part)]).Where(part => part.Length > 0).Distinct();

        IEnumerable<string> Parts()
        {
            int colon = address.UserInfo.IndexOf(':', StringComparison.Ordinal);
            yield return address.UserInfo[(colon + 1)..];
            if (colon >= KeyRedactor.ShortestSecret)
                yield return address.UserInfo[..colon];
            foreach ((string name, string value) in Parameters(address).Where(one => one.Name != Version))
            {
                if (value.Length >= KeyRedactor.ShortestSecret || SecretNames.Any(secret => name.Contains(secret, StringComparison.OrdinalIgnoreCase)))
                    yield return value;
            }
        }
    }

    // A text without = is a value.
    private static IEnumerable<(string Name, string Value)> Parameters(Uri address) =>
        from part in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        let sign = part.IndexOf('=', StringComparison.Ordinal)
        select sign < 0 ? ("", part) : (part[..sign], part[(sign + 1)..]);
}
