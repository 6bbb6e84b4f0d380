using System.Management.Automation;
using SynthGen.Backends;
using SynthGen.TestServer;
using SynthGen.TestServer.GoogleCloud;

namespace SynthGen.Tests;

/// <summary>The same models at other addresses, with other proofs of who asks, or none.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class PlatformTests : IDisposable
{
    private const string Key = "azure-key-0123456789abcdef";
    private static readonly string[] Names = ["GOOGLE_APPLICATION_CREDENTIALS", "GOOGLE_CLOUD_PROJECT", "GOOGLE_CLOUD_LOCATION", "GEMINI_API_KEY", "GOOGLE_API_KEY", "OPENAI_API_KEY", "AZURE_OPENAI_API_KEY"];
    private readonly EnvironmentVariables _variables = new(Names);
    private readonly ModelSession _session = new();

    public void Dispose()
    {
        _session.Dispose();
        _variables.Dispose();
    }

    [Theory]
    [InlineData("openai/deployments/gpt-mine?api-version=2024-10-21", "")]
    [InlineData("openai/deployments/gpt-mine", "-ApiVersion 2024-10-21")]
    [InlineData("openai/v1?api-version=preview", "-Model gpt-mine")]
    public async Task Azure_takes_its_own_header_and_a_deployment_s_address(string path, string arguments)
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { ApiKey = Key });
        Environment.SetEnvironmentVariable("AZURE_OPENAI_API_KEY", Key);
        IReadOnlyList<SyntheticQuery> rows = Run($"New-SyntheticQuery OpenAI -Endpoint '{new Uri(server.Address, path)}' {arguments}").Clean().Of<SyntheticQuery>();

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal("gpt-mine-test-001", row.Provenance!.Model));
        Assert.All(server.Log.Requests, request => Assert.Equal(200, request.Status));
    }

    [Fact]
    public async Task Azure_embeds_by_a_deployment_too()
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { ApiKey = Key });
        Environment.SetEnvironmentVariable("AZURE_OPENAI_API_KEY", Key);
        PageIndex index = Assert.Single(Run(
            $"New-PageIndex -EmbeddingBackend OpenAI -Endpoint {new Uri(server.Address, "openai/deployments/embedder")} -ApiVersion 2024-10-21").Clean().Of<PageIndex>());
        Assert.Equal(3, index.Count);
    }

    [Fact]
    public void A_deployment_without_a_version_is_refused()
    {
        ErrorRecord error = Assert.Single(Run("New-SyntheticQuery OpenAI -Endpoint https://mine.openai.azure.com/openai/deployments/gpt").Errors);
        Assert.StartsWith("MissingApiVersion,", error.FullyQualifiedErrorId);
    }

    [Fact]
    public void Gemini_has_no_version_to_choose()
    {
        ErrorRecord error = Assert.Single(Run("New-SyntheticQuery Gemini -ApiVersion 1 -ApiKey (ConvertTo-SecureString x -AsPlainText -Force)").Errors);
        Assert.StartsWith("ParameterNotUsed,", error.FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("-NoKey")]
    [InlineData("-ApiKey (New-Object securestring)")]
    public async Task A_server_without_a_key_gets_none(string arguments)
    {
        // A key in the environment is another server's and must not reach it.
        await using ModelServer server = await ModelServer.StartAsync();
        Environment.SetEnvironmentVariable("OPENAI_API_KEY", "secret-of-another-server");
        Run($"New-SyntheticQuery OpenAI -Model m -Endpoint {server.OpenAIEndpoint} {arguments}").Clean();
        Assert.All(server.Log.Requests, request => Assert.False(request.HasKey));

        // Plain http to another machine needs no permission then, and does with the key.
        Run($"New-SyntheticQuery OpenAI -Model m -Endpoint http://192.0.2.1:9/v1 -WhatIf {arguments}").Clean();
        Assert.StartsWith("UnencryptedEndpoint,", Assert.Single(Run("New-SyntheticQuery OpenAI -Model m -Endpoint http://192.0.2.1:9/v1 -WhatIf").Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void A_key_for_a_server_without_one_is_refused()
    {
        ErrorRecord error = Assert.Single(Run("New-SyntheticQuery OpenAI -Model m -NoKey -ApiKey (ConvertTo-SecureString x -AsPlainText -Force)").Errors);
        Assert.StartsWith("ParameterNotUsed,", error.FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Vertex_AI_is_asked_by_tokens_that_are_renewed(bool isService)
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { TokenLifetime = TimeSpan.FromSeconds(1) });
        LogIn(server, isService);
        IReadOnlyList<SyntheticQuery> rows = Run(
            $"New-SyntheticQuery Gemini -Project my-project -Location europe-west4 -RetryLimit 0 -Endpoint {server.Address} -ThrottleLimit 1").Clean().Of<SyntheticQuery>();

        Assert.Equal([1, 2, 3], rows.Select(row => row.Page).Distinct());
        Assert.All(server.Tokens.Shown, shown => Assert.Equal(
            "/v1/projects/my-project/locations/europe-west4/publishers/google/models/gemini-3.8-flash:generateContent", shown.Path));
        Assert.Equal(3, server.Tokens.Shown.Select(shown => shown.Token).Distinct().Count());
    }

    [Fact]
    public async Task Vertex_AI_embeds_pages_and_queries_one_by_one()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        LogIn(server, isService: true);
        string service = $"-Project my-project -Location europe-west4 -Endpoint {server.Address}";
        PageIndex index = Assert.Single(Run($"New-PageIndex index.db -EmbeddingBackend Gemini {service}").Clean().Of<PageIndex>());
        Assert.Equal(3, index.Count);
        index.Dispose();
        Assert.NotEmpty(_session.Run($"Search-PageIndex vector_search @{{ query = 'generator 2' }} -Path index.db {service}").Clean().Output);

        Assert.Equal(4, server.Tokens.Shown.Count);
        Assert.All(server.Tokens.Shown, shown => Assert.Equal("/v1/projects/my-project/locations/europe-west4/publishers/google/models/gemini-embedding-001:predict", shown.Path));
    }

    [Theory]
    [InlineData("-EmbeddingBackend OpenAI -Model m -NoKey -Project p")]
    [InlineData("-Project p")]
    public void Other_embeddings_have_no_use_for_a_project(string arguments) => Assert.StartsWith(
        "ParameterNotUsed,", Assert.Single(Run($"New-PageIndex {arguments}").Errors).FullyQualifiedErrorId);

    [Theory]
    [InlineData("New-SyntheticQuery -Backend Gemini -Project p -Model gemini-3", "gemini-3.8-flash")]
    [InlineData("Test-SyntheticQuery -JudgeBackend Gemini -Location europe-west4 -Model gemini-3", "gemini-3.8-flash")]
    [InlineData("New-SyntheticQuery -Backend OpenAI -Endpoint https://mine.openai.azure.com/openai/deployments/gpt-mine -ApiVersion 2024-10-21 -Model ", "gpt-mine")]
    public void Models_that_no_list_names_are_completed_from_what_is_known(string line, string name) => Assert.Equal(
        [name], _session.Run("(TabExpansion2 $line $line.Length).CompletionMatches.CompletionText", ("line", line)).Clean().Of<string>());

    [Fact]
    public async Task The_environment_names_project_and_location()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        LogIn(server, isService: true);
        Environment.SetEnvironmentVariable("GOOGLE_CLOUD_PROJECT", "env-project");
        Run($"New-SyntheticQuery Gemini -Location us-central1 -RetryLimit 0 -Endpoint {server.Address}").Clean();
        Environment.SetEnvironmentVariable("GOOGLE_CLOUD_LOCATION", "asia-east1");
        Run($"New-SyntheticQuery Gemini -Project given-project -RetryLimit 0 -Endpoint {server.Address}").Clean();

        Assert.Equal(
            ["/v1/projects/env-project/locations/us-central1", "/v1/projects/given-project/locations/asia-east1"],
            server.Tokens.Shown.Select(shown => shown.Path[..shown.Path.IndexOf("/publishers", StringComparison.Ordinal)]).Distinct());

        Run("New-SyntheticQuery Gemini -WhatIf").Clean();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_that_is_revoked_is_renewed(bool isService)
    {
        await using ModelServer server = await ModelServer.StartAsync();
        server.Tokens.Uses = 1;
        LogIn(server, isService);
        Run($"New-SyntheticQuery Gemini -Project p -RetryLimit 0 -Endpoint {server.Address} -ThrottleLimit 1").Clean();

        Assert.Equal((3, 5), (server.Tokens.Issued.Count, server.Tokens.Shown.Count));
    }

    [Fact]
    public async Task A_service_that_refuses_the_new_token_too_ends_the_run()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        server.Tokens.Uses = 0;
        LogIn(server, isService: true);
        ErrorRecord error = Assert.Single(Run($"New-SyntheticQuery Gemini -Project p -RetryLimit 0 -Endpoint {server.Address} -ThrottleLimit 1").Errors);

        Assert.StartsWith("ServerRefused,", error.FullyQualifiedErrorId);
        Assert.Equal((ErrorCategory.AuthenticationError, 2), (error.CategoryInfo.Category, server.Tokens.Shown.Count));
    }

    [Fact]
    public async Task Refused_credentials_end_the_run_without_a_secret_in_the_error()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        string path = Path.Combine(_session.Folder, "adc.json");
        CredentialsFile.WriteUser(path, server.Address, "1//another-refresh-secret");
        Environment.SetEnvironmentVariable("GOOGLE_APPLICATION_CREDENTIALS", path);
        ErrorRecord error = Assert.Single(Run($"New-SyntheticQuery Gemini -Project p -RetryLimit 0 -Endpoint {server.Address}").Errors);

        Assert.StartsWith("ServerRefused,", error.FullyQualifiedErrorId);
        Assert.Contains("invalid_grant", error.ErrorDetails.Message);
        Assert.Contains("gcloud auth application-default login", error.ErrorDetails.Message);
        Assert.DoesNotContain("refresh-secret", error.ErrorDetails.Message + error.Exception);
        Assert.DoesNotContain("client-secret", error.ErrorDetails.Message + error.Exception);
    }

    [Fact]
    public async Task A_server_that_repeats_the_token_gets_it_into_no_error()
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { ApiKey = "never" });
        LogIn(server, isService: true);
        ErrorRecord error = Assert.Single(Run($"New-SyntheticQuery Gemini -Project p -RetryLimit 0 -Endpoint {server.Address}").Errors);

        Assert.Contains("API key not valid: ***", error.ErrorDetails.Message);
        Assert.DoesNotContain("token-secret", error.ErrorDetails.Message + error.Exception);
    }

    [Theory]
    [InlineData("-Project p -ApiKey (New-Object securestring)", "ParameterNotUsed")]
    [InlineData("-Location europe-west4", "MissingProject")]
    [InlineData("-Project p -Location evil.example/", "BadLocation")]
    [InlineData("-Project p -Endpoint http://192.0.2.1:9", "UnencryptedEndpoint")]
    public void Vertex_AI_with_settings_that_do_not_do_is_refused(string arguments, string id)
    {
        ErrorRecord error = Assert.Single(Run($"New-SyntheticQuery Gemini {arguments}").Errors);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId);
    }

    [Fact]
    public void Other_backends_have_no_use_for_a_project()
    {
        ErrorRecord error = Assert.Single(Run("New-SyntheticQuery OpenAI -Model m -NoKey -Project p").Errors);
        Assert.StartsWith("ParameterNotUsed,", error.FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("-Location global", "https://aiplatform.googleapis.com/v1/projects/p/locations/global")]
    [InlineData("", "https://aiplatform.googleapis.com/v1/projects/p/locations/global")]
    [InlineData("-Location us-central1", "https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1")]
    public void The_location_is_part_of_the_host(string arguments, string expected)
    {
        VertexAISettings settings = new("p", arguments.Length == 0 ? null : arguments.Split(' ')[1]);
        Assert.Equal(expected, VertexAI.Locate(settings, null).AbsoluteUri);
    }

    private void LogIn(ModelServer server, bool isService)
    {
        string path = Path.Combine(_session.Folder, "adc.json");
        if (isService)
            CredentialsFile.WriteServiceAccount(path, server.Address);
        else
            CredentialsFile.WriteUser(path, server.Address);
        Environment.SetEnvironmentVariable("GOOGLE_APPLICATION_CREDENTIALS", path);
    }

    private ModuleSession.Result Run(string command) => _session.Run($"$pages | {command}", ("pages", ModelSession.Pages(3)));
}
