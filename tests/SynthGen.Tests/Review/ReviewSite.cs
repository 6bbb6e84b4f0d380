using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using SynthGen.Datasets.Review;
using SynthGen.Review;
using SynthGen.Rows;

namespace SynthGen.Tests.Review;

/// <summary>A review server over a dataset of a few rows, and requests to it.</summary>
internal sealed class ReviewSite : IDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;
    private readonly RowCatalog _rows;
    private readonly ReviewFile _file;

    public ReviewSite(params DatasetRow[] rows)
    {
        if (rows.Length == 0)
            rows = [.. Enumerable.Range(0, 5).Select(row => new SyntheticQuery($"query {row}", [], row) { Source = "secret.txt" })];
        File.WriteAllLines(Dataset, rows.Select(row => Encoding.UTF8.GetString(CanonicalLine.Of(row))));
        _rows = RowCatalog.Open(Dataset, (_, problem) => Assert.Fail(problem));
        _file = ReviewFile.Open(ReviewFile.PathFor(Dataset));
        Server = ReviewServer.Start(new ReviewSession(_rows, _file, "ann", new RowCheck([], [], null), new RowInspector(null)), Time);
    }

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    public ReviewServer Server { get; }

    public string Dataset => Path.Combine(_folder, "d.jsonl");

    public string Review => Path.Combine(_folder, "d.review.jsonl");

    public Uri Address => new(Server.Address);

    public string Origin => Address.GetLeftPart(UriPartial.Authority);

    /// <summary>The cookie, once the token was used.</summary>
    public string Cookie { get; private set; } = "";

    /// <summary>Uses the token.</summary>
    public async Task<ReviewSite> EnterAsync()
    {
        HttpResponseMessage entered = await SendAsync(Address.PathAndQuery, cookie: null);
        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);
        Cookie = Assert.Single(entered.Headers.GetValues("Set-Cookie")).Split(';')[0];
        return this;
    }

    /// <summary>Sends a request as the page does, or with something changed.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        string path, string? body = null, string? cookie = "own", string? origin = "own", string? contentType = "application/json", HttpMethod? method = null)
    {
        using HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { Timeout = Limit };
        using HttpRequestMessage request = new(method ?? (body is null ? HttpMethod.Get : HttpMethod.Post), Origin + path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (contentType is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            if (origin is not null)
                request.Headers.TryAddWithoutValidation("Origin", origin == "own" ? Origin : origin);
        }
        else if (origin is not null and not "own")
        {
            request.Headers.TryAddWithoutValidation("Origin", origin);
        }

        if (cookie is not null)
            request.Headers.TryAddWithoutValidation("Cookie", cookie == "own" ? Cookie : cookie);
        return await client.SendAsync(request);
    }

    /// <summary>Sends bytes as they are, and returns what comes back until the server closes or the text has an end.</summary>
    public async Task<string> SendRawAsync(string request, string? until = null)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, Address.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        StringBuilder answer = new();
        byte[] buffer = new byte[64 * 1024];
        using CancellationTokenSource patience = new(Limit);
        try
        {
            for (int count; (count = await stream.ReadAsync(buffer, patience.Token)) > 0;)
            {
                answer.Append(Encoding.UTF8.GetString(buffer, 0, count));
                if (until is not null && answer.ToString().Contains(until, StringComparison.Ordinal))
                    break;
            }
        }
        catch (IOException)
        {
            // The server has reset the connection.
        }

        return answer.ToString();
    }

    public void Dispose()
    {
        Server.Dispose();
        _file.Dispose();
        _rows.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
