using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;
using SynthGen.Models;

namespace SynthGen.Core.Tests.Models;

public sealed class KeyRedactorTests
{
    private const string Secret = "sk/0123456789+abcdef";

    [Theory]
    [InlineData("The key sk/0123456789+abcdef is bad.", "The key *** is bad.")]
    [InlineData("http://host/?key=sk%2F0123456789%2Babcdef", "http://host/?key=***")]
    [InlineData(@"{""key"":""sk/0123456789\u002Babcdef""}", @"{""key"":""***""}")]
    [InlineData("xsk/0123456789+abcdefx", "x***x")]
    public void A_secret_is_redacted_wherever_it_stands_and_however_it_is_written(string text, string redacted)
    {
        KeyRedactor redactor = new();
        redactor.Add(Secret);
        Assert.Equal(redacted, redactor.Redact(text));
        Assert.Equal(redacted, redactor.RedactReply(text));
    }

    [Fact]
    public void A_secret_is_redacted_in_every_form_that_a_server_may_echo_it_in()
    {
        Gen<string> secrets = Gen.String[Gen.Char[' ', '~'], KeyRedactor.ShortestSecret, 60].Where(key => key.Trim().Length == key.Length);
        Gen.Select(secrets, Gen.Int[0, Forms.Length - 1], Gen.Int[0, Forms.Length - 1], Gen.Bool).Sample((key, form, outer, twice) =>
        {
            KeyRedactor redactor = new();
            redactor.Add(key);
            string echo = Forms[form](key);
            if (twice)
                echo = Forms[outer](echo);
            string redacted = redactor.Redact($"before (\u007f{echo}\u007f) after");
            Assert.Equal("before (\u007f***\u007f) after", redacted.Replace("\"***\"", "***").Replace("\\\"***\\\"", "***"));
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_secret_within_longer_base64_is_redacted(int before)
    {
        KeyRedactor redactor = new();
        redactor.Add(Secret);
        foreach (int after in Enumerable.Range(0, 4))
        {
            string echo = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{new string('u', before)}{Secret}{new string('x', after)}"));
            foreach (string form in (string[])[echo, echo.TrimEnd('='), echo.Replace('+', '-').Replace('/', '_'), Uri.EscapeDataString(echo), echo.Replace("/", "\\/")])
                Assert.Equal("Basic ***.", redactor.Redact($"Basic {form}."));
        }
    }

    [Fact]
    public void Each_line_of_a_private_key_is_redacted()
    {
        string[] lines = ["MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj", "MzEfYyjiWA4R4/M2bS1GB4t7NXp98C3SC6dVMvDuictGeurT8jNbvJZHtCSuYEvu"];
        string pem = $"-----BEGIN PRIVATE KEY-----\n{string.Join('\n', lines)}\n-----END PRIVATE KEY-----\n";
        KeyRedactor redactor = new();
        redactor.Add(pem);
        foreach (string echo in (string[])[pem, JsonSerializer.Serialize(pem), string.Concat(lines), Convert.ToBase64String(Encoding.UTF8.GetBytes(pem)), Convert.ToHexString(Encoding.UTF8.GetBytes(pem))])
        {
            string redacted = redactor.Redact(echo);
            Assert.Contains("***", redacted);
            foreach (string line in lines)
            {
                Assert.DoesNotContain(line[20..40], redacted);
                Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(line))[24..40], redacted);
            }
        }
    }

    // As a server writes a text: percent-encoded, as JSON, escaped wholly, for HTML, in hex, in base64.
    private static readonly Func<string, string>[] Forms =
    [
        text => text,
        Uri.EscapeDataString,
        text => string.Concat(text.Select(c => $"%{(int)c:x2}")),
        text => string.Concat(text.Select(c => $"%{(int)c:X2}")),
        text => JsonSerializer.Serialize(text)[1..^1],
        text => JsonSerializer.Serialize(text, new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })[1..^1],
        text => string.Concat(text.Select(c => $"\\u{(int)c:x4}")),
        text => string.Concat(text.Select(c => $"\\u{(int)c:X4}")),
        WebUtility.HtmlEncode,
        text => string.Concat(text.Select(c => $"&#{(int)c};")),
        text => string.Concat(text.Select(c => $"&#x{(int)c:X};")),
        text => text.Replace("\\", "\\\\").Replace("/", "\\/").Replace("\"", "\\\""),
    ];

    [Theory]
    [InlineData("none", "A nonexistent model, and another with nonesuch in its name.", "A nonexistent model, and another with nonesuch in its name.")]
    [InlineData("none", "Key none is bad: 'none', key=none.", "Key *** is bad: '***', key=***.")]
    [InlineData("x", "Export failed: x is no key for the index.", "Export failed: *** is no key for the index.")]
    [InlineData("a+b", "?key=a%2Bb&next=a%2Bbc", "?key=***&next=a%2Bbc")]
    [InlineData("none", @"first line\nnone, \u0022none\u0022, key%3Dnone", @"first line\n***, \u0022***\u0022, key%3D***")]
    [InlineData("über", "überaus, über", "überaus, ***")]
    public void A_key_of_a_few_characters_is_redacted_as_a_word_of_its_own(string key, string text, string redacted)
    {
        KeyRedactor redactor = new();
        redactor.Add(key);
        Assert.Equal(redacted, redactor.Redact(text));
        Assert.Equal(text, redactor.RedactReply(text));
    }

    [Fact]
    public void A_secret_is_redacted_in_hex_and_base64()
    {
        Gen.String[Gen.Char[' ', '~'], KeyRedactor.ShortestSecret, 60].Where(key => key.Trim().Length == key.Length).Sample(key =>
        {
            KeyRedactor redactor = new();
            redactor.Add(key);
            byte[] bytes = Encoding.UTF8.GetBytes(key);
            string base64 = Convert.ToBase64String(bytes);
            foreach (string echo in (string[])[Convert.ToHexString(bytes), Convert.ToHexStringLower(bytes), base64, base64.TrimEnd('='), base64.TrimEnd('=').Replace('+', '-').Replace('/', '_'), Uri.EscapeDataString(base64)])
                Assert.Equal("<***>", redactor.Redact($"<{echo}>"));
        });
    }

    [Fact]
    public void Every_key_that_was_used_is_redacted()
    {
        KeyRedactor redactor = new();
        Assert.Equal("first-key-of-a-service", redactor.Redact("first-key-of-a-service"));
        foreach (string key in (string[])["first-key-of-a-service", "second-key-of-a-service", "", "first-key-of-a-service"])
            redactor.Add(key);
        Assert.Equal("*** then *** then ***", redactor.Redact("first-key-of-a-service then second-key-of-a-service then first-key-of-a-service"));
    }

    [Fact]
    public void An_exception_keeps_everything_but_the_key()
    {
        KeyRedactor redactor = new();
        redactor.Add(Secret);
        ChatException clean = redactor.Redact(Fault("No.", new IOException("cut off")));
        Assert.Equal(("No.", "cut off"), (clean.Message, clean.InnerException?.Message));

        ChatException redacted = redactor.Redact(Fault($"Key {Secret} is bad.", new IOException($"at ?key={Uri.EscapeDataString(Secret)}")));
        Assert.Equal("Key *** is bad.", redacted.Message);
        Assert.Null(redacted.InnerException);
        Assert.Equal(
            (ChatErrorKind.RateLimited, 429, "id ***", "*** = 5", TimeSpan.FromSeconds(7), 12),
            (redacted.Fault, redacted.Status, redacted.RequestId, redacted.Quota, redacted.RetryAfter, redacted.RequestsPerMinute));

        static ChatException Fault(string message, Exception cause) => new(ChatErrorKind.RateLimited, message, cause)
        {
            Status = 429, RequestId = $"id {Secret}", Quota = $"{Secret} = 5", RetryAfter = TimeSpan.FromSeconds(7), RequestsPerMinute = 12,
        };
    }
}
