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
