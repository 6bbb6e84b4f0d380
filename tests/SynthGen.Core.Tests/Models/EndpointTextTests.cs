using SynthGen.Models;

namespace SynthGen.Core.Tests.Models;

public sealed class EndpointTextTests
{
    [Theory]
    [InlineData("https://api.example.com/v1", "https://api.example.com/v1")]
    [InlineData("https://user:p%40ss@api.example.com:8443/v1?key=abc", "https://***@api.example.com:8443/v1?key=***")]
    [InlineData("https://token@api.example.com/v1", "https://***@api.example.com/v1")]
    [InlineData("https://x.openai.azure.com/openai?api-version=2024-10-21&sig=abc&code=d", "https://x.openai.azure.com/openai?api-version=2024-10-21&sig=***&code=***")]
    [InlineData("https://api.example.com/v1?abcdef#fragment", "https://api.example.com/v1?***")]
    [InlineData("ftp://user:password@host/x?key=1", "***@host/x?***")]
    [InlineData("user:password@host", "***@host")]
    [InlineData("host/v1?key=abc", "host/v1?***")]
    public void An_address_is_shown_without_its_secrets(string address, string shown) =>
        Assert.Equal(shown, EndpointText.Of(new Uri(address, UriKind.RelativeOrAbsolute)));

    [Fact]
    public void Its_secrets_are_known_as_written_and_decoded() =>
        Assert.Equal(
            ["p%40ssword", "p@ssword", "a", "0123456789"],
            EndpointText.Secrets(new Uri("https://user:p%40ssword@host/?key=a&x=0123456789&alt=json&api-version=2024-10-21")));
}
