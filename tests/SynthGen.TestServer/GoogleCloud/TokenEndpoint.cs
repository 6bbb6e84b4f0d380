using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using SynthGen.TestServer.Wire;

namespace SynthGen.TestServer.GoogleCloud;

/// <summary>
/// Google's token endpoint at /token: gives a token for a signed assertion of a service account, whoever signed it, and for
/// the one refresh token that it knows.
/// </summary>
public sealed class TokenEndpoint(TimeSpan lifetime)
{
    /// <summary>The refresh token that it knows.</summary>
    public const string RefreshToken = "1//refresh-secret-0123456789";

    private readonly ConcurrentDictionary<string, int> _uses = new();
    private readonly ConcurrentQueue<string> _issued = new();

    /// <summary>The tokens that it gave.</summary>
    public IReadOnlyCollection<string> Issued => _issued;

    /// <summary>The paths that a token was shown at, with it.</summary>
    public ConcurrentQueue<(string Path, string Token)> Shown { get; } = new();

    /// <summary>How often a token is let in before it is revoked, for all that it should last longer.</summary>
    public int Uses { get; set; } = int.MaxValue;

    /// <summary>Whether a request has a token that is good.</summary>
    internal bool Admits(HttpRequest request)
    {
        string token = request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);
        Shown.Enqueue((request.Path.Value!, token));
        return _uses.ContainsKey(token) && _uses.AddOrUpdate(token, 1, (_, uses) => uses + 1) <= Uses;
    }

    /// <summary>Answers a request for a token.</summary>
    internal async Task HandleAsync(HttpContext context)
    {
        IFormCollection form = await context.Request.ReadFormAsync();
        bool isKnown = form["grant_type"] == "refresh_token" ? form["refresh_token"] == RefreshToken : form["assertion"].ToString().Split('.').Length == 3;
        if (!isKnown)
        {
            await ChatEndpoint.SendJsonAsync(context, 400, System.Text.Encoding.UTF8.GetBytes(
                $$"""{"error":"invalid_grant","error_description":"Token {{form["refresh_token"]}} has been expired or revoked."}"""));
            return;
        }

        string token = $"ya29.token-secret-{_issued.Count:00000000}";
        _uses[token] = 0;
        _issued.Enqueue(token);
        await ChatEndpoint.SendJsonAsync(context, 200, System.Text.Encoding.UTF8.GetBytes(
            $$"""{"access_token":"{{token}}","expires_in":{{(int)lifetime.TotalSeconds}},"token_type":"Bearer"}"""));
    }
}
