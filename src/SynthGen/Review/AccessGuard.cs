using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace SynthGen.Review;

/// <summary>
/// Lets in requests of the one page that was opened by the printed address, and no others: not those of other pages in the browser,
/// of other names of this machine, or of other programs.
/// </summary>
/// <param name="port">The server's port.</param>
internal sealed class AccessGuard(int port)
{
    private readonly string _secret = NewSecret();
    private readonly string _cookie = $"synthgen-{port}";
    private int _isTokenSpent;

    /// <summary>The token that lets a browser in, once.</summary>
    public string Token { get; } = NewSecret();

    /// <summary>The server's own address, as browsers send it as the origin.</summary>
    public string Origin { get; } = $"http://127.0.0.1:{port}";

    /// <summary>Checks a request. A right token is answered by the cookie.</summary>
    /// <returns>The answer that ends the request; null if it may go on.</returns>
    public Answer? Check(HttpListenerRequest request, HttpListenerResponse response)
    {
        if (request.Headers["Host"] != Origin["http://".Length..])
            return Refuse("ForeignHost", "This address has another name here. Open the address that Show-ToolDataset prints.");
        string? origin = request.Headers["Origin"];
        if (origin is not null && origin != Origin)
            return Refuse("ForeignOrigin", "The request is from another page. Use the page that Show-ToolDataset opens.");

        string? token = request.QueryString["token"];
        bool hasCookie = HasCookie(request.Headers["Cookie"]);
        if (token is not null && request.HttpMethod == "GET" && request.Url?.AbsolutePath == "/")
            return hasCookie ? Answer.Redirect("/") : Enter(token, response);
        if (!hasCookie)
            return Refuse("NotSignedIn", "The page was not opened by its address. Open the address that Show-ToolDataset prints; it serves one browser.");
        if (request.HttpMethod != "POST")
            return null;
        if (origin is null)
            return Refuse("NoOrigin", "The request does not say where it is from. Use the page that Show-ToolDataset opens.");
        return MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) && string.Equals(type.MediaType, "application/json", StringComparison.OrdinalIgnoreCase)
            ? null
            : Refuse("NotJson", "The request is not JSON. Send it as application/json.");
    }

    private Answer Enter(string token, HttpListenerResponse response)
    {
        if (!Equal(token, Token) || Interlocked.Exchange(ref _isTokenSpent, 1) != 0)
            return Refuse("TokenRefused", "The address was used before, or is not the one that was printed. Run Show-ToolDataset again for a new one.");
        response.AppendHeader("Set-Cookie", $"{_cookie}={_secret}; HttpOnly; SameSite=Strict; Path=/");
        return Answer.Redirect("/");
    }

    private bool HasCookie(string? header)
    {
        foreach (string cookie in (header ?? "").Split(';', StringSplitOptions.TrimEntries))
        {
            int equals = cookie.IndexOf('=');
            if (equals > 0 && cookie[..equals] == _cookie && Equal(cookie[(equals + 1)..], _secret))
                return true;
        }

        return false;
    }

    private static Answer Refuse(string id, string message) => Answer.Error(403, id, message);

    private static bool Equal(string given, string secret) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(secret));

    private static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
