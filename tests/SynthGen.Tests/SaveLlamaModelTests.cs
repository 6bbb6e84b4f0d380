using System.Management.Automation;
using SynthGen.TestServer.Hub;

namespace SynthGen.Tests;

/// <summary>Save-LlamaModel and the backends that use what it saved, against a server that speaks the Hub's API.</summary>
public sealed class SaveLlamaModelTests : IAsyncLifetime
{
    private const string Repository = "test/Tiny-GGUF", File = "Tiny-Q4_K_M.gguf", Token = "hf_test0123456789secret";
    private static readonly string[] Variables = ["HF_ENDPOINT", "HF_HOME", "HF_TOKEN", "HF_TOKEN_PATH", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HUGGING_FACE_HUB_TOKEN"];

    private readonly ModelSession _session = new();
    private readonly byte[] _content = HubRepository.Content(2_000_000);
    private readonly Dictionary<string, string?> _before = Variables.ToDictionary(name => name, Environment.GetEnvironmentVariable);
    private HubServer _server = null!;

    private string Saved => Path.Combine(_session.Folder, "hub", "models--test--Tiny-GGUF", "snapshots", new HubRepository("").Commit, File);

    private string Part => Path.Combine(_session.Folder, "hub", "models--test--Tiny-GGUF", "blobs", $"{HubRepository.Sha256(_content)}.incomplete");

    public async ValueTask InitializeAsync()
    {
        _server = await HubServer.StartAsync(Model(Repository));
        foreach (string name in Variables)
            Environment.SetEnvironmentVariable(name, null);
        Environment.SetEnvironmentVariable("HF_ENDPOINT", _server.Endpoint.ToString());
        Environment.SetEnvironmentVariable("HF_HOME", _session.Folder);
    }

    public async ValueTask DisposeAsync()
    {
        foreach ((string name, string? value) in _before)
            Environment.SetEnvironmentVariable(name, value);
        await _server.DisposeAsync();
        _session.Dispose();
    }

    [Fact]
    public void A_model_is_saved_by_its_name_and_given_with_its_path()
    {
        SavedModel saved = Assert.Single(Save().Clean().Of<SavedModel>());
        Assert.Equal(new SavedModel(Repository, Repository, File, Saved, _content.Length, "Q4_K_M", "apache-2.0", HubRepository.Sha256(_content)), saved);
        Assert.Equal(_content, System.IO.File.ReadAllBytes(saved.Path));
        ModuleSession.Result again = Save(arguments: "-Verbose").Clean();
        Assert.Equal(saved, Assert.Single(again.Of<SavedModel>()));
        Assert.Contains(again.Verbose, line => line.Contains("is here already", StringComparison.Ordinal));
        Assert.Single(_server.ContentRequests);
    }

    [Fact]
    public void WhatIf_asks_the_Hub_and_saves_nothing()
    {
        Assert.Empty(Save(confirm: "-WhatIf").Clean().Output);
        Assert.Empty(_server.ContentRequests);
        Assert.Empty(Directory.GetFileSystemEntries(_session.Folder));
    }

    [Fact]
    public void Names_come_by_the_pipeline_and_one_that_fails_does_not_end_it()
    {
        _server.Put(new HubRepository("test/Original") { Files = new Dictionary<string, byte[]> { ["model.safetensors"] = [1] } });
        _server.Put(Model("test/Gated-GGUF") with { IsGated = true });
        ModuleSession.Result result = _session.Run($"'Mistral', 'test/None', 'test/Original', 'test/Gated-GGUF', '{Repository}:Q6_K', '{Repository}:q4_k_m' | Save-LlamaModel -Path models -Confirm:$false");
        Assert.Equal(Path.Combine(_session.Folder, "models", File), Assert.Single(result.Of<SavedModel>()).Path);
        Assert.Equal(
            [
                ("BadModelName", ErrorCategory.InvalidArgument, "Mistral"), ("RepositoryNotFound", ErrorCategory.ObjectNotFound, "test/None"),
                ("NoGgufFile", ErrorCategory.ObjectNotFound, "test/Original"), ("ModelGated", ErrorCategory.PermissionDenied, "test/Gated-GGUF"),
                ("QuantizationNotFound", ErrorCategory.ObjectNotFound, $"{Repository}:Q6_K"),
            ],
            result.Errors.Select(error => (Id(error), error.CategoryInfo.Category, (string)error.TargetObject)));
        Assert.Contains("HF_TOKEN", result.Errors[3].ToString());
        Assert.Contains("It has Q4_K_M.", result.Errors[4].ToString());
    }

    [Theory]
    [InlineData(HubBehavior.WrongContent, "ChecksumMismatch", ErrorCategory.InvalidData)]
    [InlineData(HubBehavior.LongBody, "ChecksumMismatch", ErrorCategory.InvalidData)]
    public void Content_that_is_not_the_Hubs_is_an_error_and_not_kept(HubBehavior behavior, string id, ErrorCategory category)
    {
        _server.Then(behavior);
        ErrorRecord error = Assert.Single(Save().Errors);
        Assert.Equal((id, category), (Id(error), error.CategoryInfo.Category));
        Assert.False(System.IO.File.Exists(Part) || System.IO.File.Exists(Saved));
        Save().Clean();
    }

    [Fact]
    public void A_broken_transfer_goes_on_and_is_shown()
    {
        _server.Then(HubBehavior.CutBody);
        ModuleSession.Result result = Save(arguments: "-Verbose").Clean();
        Assert.Equal(_content, System.IO.File.ReadAllBytes(Assert.Single(result.Of<SavedModel>()).Path));
        Assert.StartsWith("bytes=", _server.ContentRequests[1].Range);
        Assert.Contains(result.Verbose, line => line.StartsWith("Attempt 2 in 1 s: ", StringComparison.Ordinal));
        Assert.Contains(result.Progress, record => record.StatusDescription.Contains($"{File}: ", StringComparison.Ordinal) && record.PercentComplete > 0);
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_wait_and_the_next_command_resumes()
    {
        _server.Then(HubBehavior.Hang);
        using (PowerShell shell = _session.ShellOf($"Save-LlamaModel {Repository} -Confirm:$false"))
        {
            IAsyncResult running = shell.BeginInvoke();
            while (!System.IO.File.Exists(Part) || new FileInfo(Part).Length < _content.Length / 2)
                await Task.Delay(10, new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token);
            await shell.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(30));
            Assert.True(running.IsCompleted);
        }

        Save().Clean();
        Assert.Equal($"bytes={_content.Length / 2}-", _server.ContentRequests[^1].Range);
    }

    [Fact]
    public void The_token_opens_what_is_gated_and_is_shown_nowhere()
    {
        _server.Put(Model(Repository) with { IsGated = true });
        _server.Token = Token;
        Environment.SetEnvironmentVariable("HF_TOKEN", Token);
        _server.Then(HubBehavior.CutBody);
        ModuleSession.Result saved = Save(arguments: "-Verbose -Debug").Clean();
        _server.ListStatus = 500;
        ModuleSession.Result failed = Save(arguments: "-Verbose");
        _server.ListStatus = 200;
        Environment.SetEnvironmentVariable("HF_TOKEN", Token + "x");
        ModuleSession.Result refused = Save(arguments: "-Verbose");
        Assert.Equal(("HubFailed", "TokenRefused"), (Id(failed.Errors[0]), Id(refused.Errors[0])));
        Assert.All(_server.ContentRequests, request => Assert.Null(request.Authorization));
        foreach (ModuleSession.Result result in new[] { saved, failed, refused })
        {
            IEnumerable<string> shown = [.. result.Output.Select(item => item.ToString()), .. result.Errors.SelectMany(error => new[] { error.ToString(), error.Exception.ToString() }),
                .. result.Warnings, .. result.Verbose, .. result.Information.Select(record => record.ToString()), .. result.Progress.Select(record => record.ToString())];
            Assert.DoesNotContain(shown, text => text.Contains(Token, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("Mistral", "mistralai/Mistral-7B-Instruct-v0.3", "MissingModelPath", "Run 'Save-LlamaModel mistralai/Mistral-7B-Instruct-v0.3' to download it (about 4.4 GB)")]
    [InlineData("Llama -Model test/Tiny-GGUF:Q8_0", "test/Tiny-GGUF:Q8_0", "ModelNotSaved", "Run 'Save-LlamaModel test/Tiny-GGUF:Q8_0' to download it,")]
    [InlineData("Llama -Model tiny", "tiny", "BadModelName", "owner/name")]
    [InlineData("Llama", "Llama", "MissingModelPath", "Save-LlamaModel")]
    [InlineData("Llama -Model test/Tiny-GGUF -ModelPath m.gguf", "test/Tiny-GGUF", "ParameterNotUsed", "-ModelPath")]
    public void A_backend_says_the_command_that_fetches_what_is_not_saved_and_fetches_nothing(string backend, string target, string id, string words)
    {
        Save().Clean();
        int requests = _server.Requests.Count;
        ErrorRecord error = Assert.Single(Generate(backend).Errors);
        Assert.Equal((id, target), (Id(error), error.TargetObject as string));
        Assert.Contains(words, error.ToString());
        Assert.Equal(requests, _server.Requests.Count);
    }

    [Theory]
    [InlineData("bartowski/Mistral-7B-Instruct-v0.3-GGUF", "mistralai/Mistral-7B-Instruct-v0.3", "Mistral")]
    [InlineData("test/Tiny-GGUF", "test/Tiny-GGUF:Q4_K_M", "Llama -Model test/tiny-gguf")]
    public void A_backend_uses_the_model_that_was_saved_by_its_name(string repository, string name, string backend)
    {
        _server.Put(Model(repository));
        string path = Assert.Single(Save(name).Clean().Of<SavedModel>()).Path;
        ErrorRecord error = Assert.Single(Generate(backend).Errors);
        // The saved file was opened; its content is not a model's.
        Assert.Equal(("BadModelFile", (object)path), (Id(error), error.TargetObject));
    }

    [Fact]
    public void Saved_models_are_completed()
    {
        Save().Clean();
        const string line = "New-SyntheticQuery -Backend Llama -Model tin";
        Assert.Equal("test/Tiny-GGUF:Q4_K_M", CommandCompletion.CompleteInput(line, line.Length, null, _session.ShellOf("")).CompletionMatches.Single().CompletionText);
    }

    private static string Id(ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];

    private HubRepository Model(string name) => new(name) { Files = new Dictionary<string, byte[]> { [File] = _content } };

    private ModuleSession.Result Save(string name = Repository, string confirm = "-Confirm:$false", string arguments = "") => _session.Run($"Save-LlamaModel {name} {confirm} {arguments}");

    private ModuleSession.Result Generate(string backend) => _session.Run($"$pages | New-SyntheticQuery -Backend {backend}", ("pages", ModelSession.Pages(1)));
}
