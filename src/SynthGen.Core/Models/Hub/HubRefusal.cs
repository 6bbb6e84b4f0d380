namespace SynthGen.Models.Hub;

/// <summary>Determines why the Hub refused a request, from the status and the header X-Error-Code.</summary>
internal static class HubRefusal
{
    /// <param name="response">The refusal.</param>
    /// <param name="repository">The requested repository.</param>
    /// <param name="isHub">Whether the Hub itself refused, rather than the server that it redirected to.</param>
    /// <param name="hasToken">Whether a token was sent.</param>
    public static HubException Of(HttpResponseMessage response, string repository, bool isHub, bool hasToken)
    {
        int status = (int)response.StatusCode;
        string code = response.Headers.TryGetValues("X-Error-Code", out IEnumerable<string>? values) ? values.First() : "";
        string host = response.RequestMessage!.RequestUri!.Host;
        if (status == 429)
        {
            return new HubException(HubError.RateLimited, $"{host} takes no more requests for now (429).")
            {
                RetryAfter = response.Headers.RetryAfter?.Delta,
            };
        }

        // A signed address of the server behind the Hub expires; the next request gets a new one.
        return !isHub || status is not (401 or 403 or 404)
            ? new HubException(HubError.ServerError, $"{host} answered with status {status}.")
            : status == 404 || code == "RepoNotFound"
            ? new HubException(HubError.NotFound, $"The Hub has no model '{repository}'{(hasToken ? ", or the token does not open it" : ", or it is private")}.")
            : status == 401 && hasToken && code != "GatedRepo"
            ? new HubException(HubError.TokenRefused, $"{host} does not accept the Hugging Face token (401).")
            : new HubException(HubError.Gated, $"The model '{repository}' is given only to those who accepted its licence ({status}).");
    }
}
