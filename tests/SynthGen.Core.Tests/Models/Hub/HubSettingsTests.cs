using SynthGen.Models.Hub;

namespace SynthGen.Core.Tests.Models.Hub;

public sealed class HubSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-hub-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("HF_HUB_CACHE=/a;HF_HOME=/b;XDG_CACHE_HOME=/c", "/a")]
    [InlineData("HF_HUB_CACHE=;HF_HOME=/b;XDG_CACHE_HOME=/c", "/b/hub")]
    [InlineData("XDG_CACHE_HOME=/c", "/c/huggingface/hub")]
    [InlineData("HF_HOME=~/b", "~/b/hub")]
    [InlineData("", "~/.cache/huggingface/hub")]
    public void The_cache_is_where_the_Hugging_Face_libraries_have_it(string variables, string expected) => Assert.Equal(
        Path.GetFullPath(expected.Replace("~", Environment.GetFolderPath(Environment.SpecialFolder.UserProfile))), From(variables).CachePath);

    [Fact]
    public void The_token_is_the_variables_or_that_of_the_file()
    {
        File.WriteAllText(Path.Combine(_folder, "token"), "hf_home\n");
        File.WriteAllText(Path.Combine(_folder, "other"), " hf_other ");
        Assert.Equal("hf_given", From($"HF_TOKEN= hf_given\n;HF_HOME={_folder}").ReadToken());
        Assert.Equal("hf_other", From($"HF_TOKEN_PATH={Path.Combine(_folder, "other")};HF_HOME={_folder}").ReadToken());
        Assert.Equal("hf_home", From($"HF_HOME={_folder}").ReadToken());
        Assert.Null(From($"HF_HOME={Path.Combine(_folder, "none")}").ReadToken());
    }

    [Theory]
    [InlineData("HF_ENDPOINT=http://192.0.2.1;HF_TOKEN=hf_secret", HubError.Unencrypted)]
    [InlineData("HF_ENDPOINT=ftp://192.0.2.1", HubError.BadEndpoint)]
    [InlineData("HF_ENDPOINT=https://user:hf_secret@192.0.2.1", HubError.BadEndpoint)]
    [InlineData("HF_ENDPOINT=nowhere", HubError.BadEndpoint)]
    [InlineData("HF_TOKEN=hf_secret with blanks", HubError.BadToken)]
    public void What_would_give_the_token_away_or_cannot_be_sent_is_refused(string variables, HubError fault)
    {
        HubException error = Assert.Throws<HubException>(() => new ModelHub(From($"{variables};HF_HOME={_folder}"), null));
        Assert.Equal(fault, error.Fault);
        Assert.DoesNotContain("hf_secret", error.Message);
    }

    private static HubSettings From(string variables) => HubSettings.From(variables.Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]).GetValueOrDefault);
}
