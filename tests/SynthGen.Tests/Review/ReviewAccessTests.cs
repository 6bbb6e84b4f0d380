using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SynthGen.Tests.Review;

/// <summary>Requests that the review server must refuse, as they come over the wire.</summary>
public sealed class ReviewAccessTests
{
    private const string Accept = """{"row":0,"decision":"Accepted"}""";

    public static TheoryData<string, string?> Requests => new()
    {
        { "/", null }, { "/api/dataset", null }, { "/api/rows", null }, { "/api/rows/0", null }, { "/api/alive", null },
        { "/api/decisions", Accept }, { "/api/undo", "{}" }, { "/api/check", """{"row":0,"line":"{}"}""" }, { "/api/close", "{}" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Nothing_is_answered_without_the_cookie(string path, string? body)
    {
        using ReviewSite site = await new ReviewSite().EnterAsync();
        foreach (string? cookie in new[] { null, "", site.Cookie[..^1], site.Cookie + "0", site.Cookie.Replace("synthgen", "Synthgen"), "other=" + site.Cookie.Split('=')[1], site.Cookie.Split('=')[0] + "=" })
            await RefusedAsync(await site.SendAsync(path, body, cookie));
        Assert.False(File.Exists(site.Review));
        Assert.False(site.Server.Closed.IsCompleted);
    }

    [Fact]
    public async Task The_token_lets_one_browser_in()
    {
        using ReviewSite site = new();
        string path = site.Address.PathAndQuery;
        foreach (string wrong in new[] { "/?token=", "/?token=" + new string('0', 64), path[..^1], path + "0", $"{path}&token=x", "/index.html" + path[1..], "/api/dataset" + path[1..] })
            await RefusedAsync(await site.SendAsync(wrong, cookie: null));

        await site.EnterAsync();
        await RefusedAsync(await site.SendAsync(path, cookie: null));
        Assert.Equal(HttpStatusCode.SeeOther, (await site.SendAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.SendAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Of_many_that_use_the_token_at_once_one_gets_in()
    {
        using ReviewSite site = new();
        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => site.SendAsync(site.Address.PathAndQuery, cookie: null)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.SeeOther);
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task The_cookie_is_for_this_site_and_not_for_scripts()
    {
        using ReviewSite site = new();
        string cookie = Assert.Single((await site.SendAsync(site.Address.PathAndQuery, cookie: null)).Headers.GetValues("Set-Cookie"));
        Assert.EndsWith("; HttpOnly; SameSite=Strict; Path=/", cookie);
        Assert.StartsWith($"synthgen-{site.Address.Port}=", cookie);
        Assert.DoesNotContain(site.Address.Query["?token=".Length..], cookie);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("https://own")]
    [InlineData("http://127.0.0.1")]
    public async Task Another_page_is_refused(string origin)
    {
        using ReviewSite site = await new ReviewSite().EnterAsync();
        origin = origin.Replace("own", $"127.0.0.1:{site.Address.Port}");
        await RefusedAsync(await site.SendAsync("/api/decisions", Accept, origin: origin));
        if (origin.Length > 0)
            await RefusedAsync(await site.SendAsync("/api/dataset", origin: origin));
        Assert.False(File.Exists(site.Review));
    }

    [Fact]
    public async Task A_decision_must_say_where_it_is_from_and_be_json()
    {
        using ReviewSite site = await new ReviewSite().EnterAsync();
        await RefusedAsync(await site.SendAsync("/api/decisions", Accept, origin: null));
        foreach (string? type in new[] { null, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/json", "application/json2", "x;application/json" })
            await RefusedAsync(await site.SendAsync("/api/decisions", Accept, contentType: type));
        Assert.False(File.Exists(site.Review));
        Assert.Equal(HttpStatusCode.OK, (await site.SendAsync("/api/decisions", Accept, contentType: "application/json; charset=utf-8")).StatusCode);
    }

    [Theory]
    [InlineData("Host: evil.example\r\n")]
    [InlineData("Host: evil.example:{0}\r\n")]
    [InlineData("Host: 127.0.0.1\r\n")]
    [InlineData("Host: 127.0.0.1:1\r\n")]
    [InlineData("Host: 127.0.0.1:{0}.evil.example\r\n")]
    [InlineData("Host: user@127.0.0.1:{0}\r\n")]
    [InlineData("Host: 127.1:{0}\r\n")]
    [InlineData("Host: 2130706433:{0}\r\n")]
    [InlineData("Host: [::ffff:127.0.0.1]:{0}\r\n")]
    [InlineData("Host: 0.0.0.0:{0}\r\n")]
    [InlineData("Host: \r\n")]
    [InlineData("")]
    [InlineData("Host: 127.0.0.1:{0}\r\nHost: evil.example\r\n")]
    public async Task Another_name_of_the_machine_is_refused(string host)
    {
        using ReviewSite site = await new ReviewSite().EnterAsync();
        host = string.Format(System.Globalization.CultureInfo.InvariantCulture, host, site.Address.Port);
        foreach (string target in new[] { "/api/dataset", $"{site.Origin}/api/dataset" })
        {
            foreach (string version in new[] { "1.1", "1.0" })
            {
                string answer = await site.SendRawAsync($"GET {target} HTTP/{version}\r\n{host}Cookie: {site.Cookie}\r\nConnection: close\r\n\r\n");
                Assert.DoesNotContain("HTTP/1.1 200", answer);
                Assert.DoesNotContain("query", answer);
                Assert.DoesNotContain("secret", answer);
            }
        }
    }

    [Theory]
    [InlineData("/../../../../etc/passwd")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/..%2f..%2fetc/passwd")]
    [InlineData("/..\\..\\etc\\passwd")]
    [InlineData("//etc/passwd")]
    [InlineData("/Page/index.html")]
    [InlineData("/INDEX.HTML")]
    [InlineData("/index.html%00.js")]
    [InlineData("/SynthGen.dll")]
    [InlineData("/d.jsonl")]
    [InlineData("/api")]
    [InlineData("/api/rows/0/../../../d.jsonl")]
    [InlineData("/api/rows/-1")]
    [InlineData("/api/rows/5")]
    [InlineData("/api/rows/99999999999999999999")]
    [InlineData("/api/rows/0x1")]
    [InlineData("/api/rows/%30%2f")]
    public async Task A_path_leads_to_what_is_served_and_nowhere_else(string path)
    {
        using ReviewSite site = await new ReviewSite().EnterAsync();
        string answer = await site.SendRawAsync($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{site.Address.Port}\r\nCookie: {site.Cookie}\r\nConnection: close\r\n\r\n");
        Assert.Matches("^HTTP/1.1 40[04] ", answer);
        Assert.DoesNotContain("root:", answer);
        Assert.DoesNotContain("secret", answer);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    public async Task Other_methods_are_not_allowed(string method)
    {
        using ReviewSite site = await new ReviewSite().EnterAsync();
        foreach (string path in new[] { "/", "/api/rows/0", "/api/decisions", "/api/close" })
            Assert.Equal(HttpStatusCode.MethodNotAllowed, (await site.SendAsync(path, method: new HttpMethod(method))).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await site.SendAsync("/api/close")).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await site.SendAsync("/api/dataset", "{}")).StatusCode);
        Assert.False(site.Server.Closed.IsCompleted);
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused_before_it_is_read_whole()
    {
        using ReviewSite site = await new ReviewSite().EnterAsync();
        string head = $"POST /api/decisions HTTP/1.1\r\nHost: 127.0.0.1:{site.Address.Port}\r\nCookie: {site.Cookie}\r\nOrigin: {site.Origin}\r\nContent-Type: application/json\r\n";
        Assert.StartsWith("HTTP/1.1 413 ", await site.SendRawAsync($"{head}Content-Length: 100000000000\r\n\r\n{{"));

        string chunks = $"{head}Transfer-Encoding: chunked\r\n\r\n" + string.Concat(Enumerable.Repeat($"100000\r\n{new string(' ', 1 << 20)}\r\n", 9));
        Assert.StartsWith("HTTP/1.1 413 ", await site.SendRawAsync(chunks, until: "BodyTooLong"));
        Assert.Equal(HttpStatusCode.OK, (await site.SendAsync("/api/dataset")).StatusCode);
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_given_up_and_holds_nobody_else_up()
    {
        using ReviewSite site = await new ReviewSite().EnterAsync();
        string request = $"POST /api/decisions HTTP/1.1\r\nHost: 127.0.0.1:{site.Address.Port}\r\nCookie: {site.Cookie}\r\nOrigin: {site.Origin}\r\nContent-Type: application/json\r\nContent-Length: 31\r\n\r\n{{\"row\":";
        Task<string> slow = site.SendRawAsync(request);
        Assert.Equal(HttpStatusCode.OK, (await site.SendAsync("/api/decisions", Accept)).StatusCode);
        using CancellationTokenSource patience = new(ReviewSite.Limit);
        while (!slow.IsCompleted)
        {
            site.Time.Advance(TimeSpan.FromSeconds(11));
            await Task.Delay(20, patience.Token);
        }

        Assert.StartsWith("HTTP/1.1 408 ", await slow);
        Assert.Single(File.ReadLines(site.Review));
    }

    [Fact]
    public async Task Many_connections_that_say_nothing_hold_nobody_up()
    {
        using ReviewSite site = await new ReviewSite().EnterAsync();
        TcpClient[] idle = [.. Enumerable.Range(0, 200).Select(_ => new TcpClient())];
        try
        {
            foreach (TcpClient client in idle)
            {
                await client.ConnectAsync(IPAddress.Loopback, site.Address.Port);
                await client.GetStream().WriteAsync("GET /api/data"u8.ToArray());
            }

            HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => site.SendAsync("/api/rows")));
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        }
        finally
        {
            Array.ForEach(idle, client => client.Dispose());
        }
    }

    [Fact]
    public async Task A_connection_serves_several_requests_and_each_is_checked()
    {
        using ReviewSite site = await new ReviewSite().EnterAsync();
        string request = $"GET /api/dataset HTTP/1.1\r\nHost: 127.0.0.1:{site.Address.Port}\r\n";
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, site.Address.Port);
        using CancellationTokenSource patience = new(ReviewSite.Limit);
        byte[] buffer = new byte[64 * 1024];
        List<string> answers = [];
        foreach (string cookie in new[] { site.Cookie, site.Cookie, "" })
        {
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"{request}Cookie: {cookie}\r\n\r\n"), patience.Token);
            string answer = "";
            while (!answer.EndsWith('}'))
                answer += Encoding.UTF8.GetString(buffer, 0, await client.GetStream().ReadAsync(buffer, patience.Token) is > 0 and int count ? count : throw new EndOfStreamException());
            answers.Add(answer.Split(' ')[1]);
        }

        Assert.Equal(["200", "200", "403"], answers);
    }

    [Fact]
    public async Task Every_answer_forbids_foreign_scripts_frames_and_caches()
    {
        using ReviewSite site = await new ReviewSite().EnterAsync();
        foreach (HttpResponseMessage answer in new[]
        {
            await site.SendAsync("/"), await site.SendAsync("/api/rows/0"), await site.SendAsync("/none"), await site.SendAsync("/", cookie: null),
            await site.SendAsync("/api/decisions", Accept), await site.SendAsync("/api/decisions", "x"), await site.SendAsync("/api/undo", "{}"), await site.SendAsync("/", method: HttpMethod.Put),
        })
        {
            Assert.Equal(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.Equal("no-store", Assert.Single(answer.Headers.GetValues("Cache-Control")));
            Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Opener-Policy")));
            Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    // What is refused says nothing of the data, of the token or of the cookie.
    private static async Task RefusedAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        string body = await answer.Content.ReadAsStringAsync();
        Assert.Matches("^\\{\"error\":\"[A-Z][A-Za-z]+\",\"message\":\"[^\"]+\"\\}$", body);
        Assert.DoesNotContain("query", body);
        Assert.DoesNotMatch("[0-9a-f]{16}", body);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }
}
