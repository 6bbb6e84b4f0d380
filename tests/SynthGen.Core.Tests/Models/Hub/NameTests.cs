using SynthGen.Models.Hub;

namespace SynthGen.Core.Tests.Models.Hub;

public sealed class NameTests
{
    [Theory]
    [InlineData("mistralai/Mistral-7B-Instruct-v0.3", "mistralai/Mistral-7B-Instruct-v0.3", null)]
    [InlineData("owner/name:q4_k_m", "owner/name", "q4_k_m")]
    public void A_name_is_owner_and_name_with_or_without_a_quantization(string text, string repository, string? quantization)
    {
        HubModelName name = HubModelName.TryParse(text)!;
        Assert.Equal((repository, quantization, text), (name.Repository, name.Quantization, name.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("mistral")]
    [InlineData("a/b/c")]
    [InlineData("owner/../name")]
    [InlineData("../name")]
    [InlineData("owner/a--b")]
    [InlineData("owner/name:")]
    [InlineData("owner/name?x=1")]
    [InlineData("owner/na me")]
    [InlineData("owner/name.")]
    [InlineData("https://huggingface.co/owner/name")]
    [InlineData("owner/name\n")]
    public void Anything_else_is_not_a_name(string text) => Assert.Null(HubModelName.TryParse(text));

    [Fact]
    public void Well_known_models_have_a_GGUF_repository_and_a_size()
    {
        HubModelName mistral = HubModelName.TryParse(KnownModels.Mistral.ToLowerInvariant())!;
        Assert.Equal(("bartowski/Mistral-7B-Instruct-v0.3-GGUF", 4.4m), (KnownModels.RepositoryOf(mistral), KnownModels.GigabytesOf(mistral)));
        Assert.All(KnownModels.Names, name => Assert.NotNull(HubModelName.TryParse(KnownModels.RepositoryOf(HubModelName.TryParse(name)!))));
        HubModelName other = HubModelName.TryParse("owner/Other-GGUF:Q8_0")!;
        Assert.Equal(("owner/Other-GGUF", null), (KnownModels.RepositoryOf(other), KnownModels.GigabytesOf(other)));
    }

    [Theory]
    [InlineData("model.gguf", true)]
    [InlineData("Q4_K_M/model-00001-of-00002.gguf", true)]
    [InlineData("../model.gguf", false)]
    [InlineData("a/../../model.gguf", false)]
    [InlineData("/etc/model.gguf", false)]
    [InlineData("a//model.gguf", false)]
    [InlineData("./model.gguf", false)]
    [InlineData("..\\model.gguf", false)]
    [InlineData("C:model.gguf", false)]
    [InlineData("nul.gguf", false)]
    [InlineData("COM1/model.gguf", false)]
    [InlineData("model.gguf ", false)]
    [InlineData("model\n.gguf", false)]
    [InlineData("", false)]
    public void A_path_of_the_server_stays_in_its_folder_on_every_platform(string path, bool isSafe) => Assert.Equal(isSafe, SafePath.IsSafe(path));
}
