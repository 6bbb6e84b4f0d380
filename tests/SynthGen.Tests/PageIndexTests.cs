using System.Management.Automation;
using SynthGen.Quality;
using SynthGen.TestServer;
using SynthGen.TestServer.Faults;

namespace SynthGen.Tests;

/// <summary>New-PageIndex and Search-PageIndex of the built module: the native library comes from its lib folder.</summary>
public sealed class PageIndexTests : IDisposable
{
    private const string Key = "test-key-0123456789abcdef";
    private readonly ModelSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("full_text_search")]
    [InlineData("vector_search")]
    public void A_call_finds_its_page_in_memory_and_in_the_file(string tool)
    {
        const string search = "Search-PageIndex -Tool $tool -Argument @{ query = 'generator 7 warehouse 7' } -Top 3";
        ModuleSession.Result result = _session.Run(
            $"$index = $pages | New-PageIndex -Path lease.db; $index; $index | {search}; {search} -Path lease.db; {search} -PageIndex ($pages | New-PageIndex)",
            ("pages", ModelSession.Pages(20)), ("tool", tool)).Clean();
        PageIndex index = (PageIndex)result.Output[0].BaseObject;
        Assert.Equal((20, Path.Combine(_session.Folder, "lease.db"), "Offline"), (index.Count, index.Path, index.EmbeddingBackend));
        PageHit[] hits = [.. result.Output.Skip(1).Select(item => (PageHit)item.BaseObject)];
        Assert.Equal(9, hits.Length);
        Assert.Equal((1, 7, "lease.txt"), (hits[0].Rank, hits[0].Page, hits[0].Source));
        Assert.Contains("7", hits[0].Snippet);
        Assert.Equal(hits[..3], hits[3..6]);
        Assert.Equal(hits[..3], hits[6..]);
        index.Dispose();
    }

    [Fact]
    public void A_file_is_replaced_only_by_force_and_is_whole_or_not_there()
    {
        File.WriteAllText(Path.Combine(_session.Folder, "lease.db"), "earlier");
        OcrPage[] pages = ModelSession.Pages(3);
        AssertError("PageIndexExists", ErrorCategory.ResourceExists, _session.Run("$pages | New-PageIndex lease.db", ("pages", pages)));
        Assert.Empty(_session.Run("$pages | New-PageIndex lease.db -Force -WhatIf").Clean().Output);
        _session.Run("$pages | ForEach-Object { if ($_.Number -eq 3) { throw 'torn' }; $_ } | New-PageIndex lease.db -Force");
        Assert.Equal("earlier", File.ReadAllText(Assert.Single(Directory.GetFiles(_session.Folder))));
        Assert.Equal(3, Assert.Single(_session.Run("$pages | New-PageIndex lease.db -Force").Clean().Of<PageIndex>()).Count);
        Assert.Single(Directory.GetFiles(_session.Folder));
    }

    [Fact]
    public void What_cannot_be_indexed_is_an_error_and_the_rest_is()
    {
        OcrPage[] pages = ModelSession.Pages(2);
        ModuleSession.Result result = _session.Run("@($pages[0], $pages[1], $pages[0], 'text') | New-PageIndex", ("pages", pages));
        Assert.Equal(2, Assert.Single(result.Of<PageIndex>()).Count);
        Assert.Equal(["DuplicatePage", "NotAnOcrPage"], result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Same(pages[0], result.Errors[0].TargetObject);
        AssertError("NoPages", ErrorCategory.InvalidData, _session.Run("@() | New-PageIndex"));
    }

    [Theory]
    [InlineData("Search-PageIndex case_search @{ query = 'x' } -PageIndex $index", "ToolNotRunnable", ErrorCategory.InvalidArgument)]
    [InlineData("Search-PageIndex full_text_search @{ query = '' } -PageIndex $index", "BadArgument", ErrorCategory.InvalidArgument)]
    [InlineData("Search-PageIndex full_text_search @{ query = 'x'; top = 3 } -PageIndex $index", "BadArgument", ErrorCategory.InvalidArgument)]
    [InlineData("Search-PageIndex full_text_search 5 -PageIndex $index", "BadArgument", ErrorCategory.InvalidArgument)]
    [InlineData("Set-Content none.db 'text'; Search-PageIndex full_text_search @{ query = 'x' } -Path none.db", "NotAPageIndex", ErrorCategory.InvalidData)]
    [InlineData("Search-PageIndex full_text_search @{ query = 'x' } -Path absent.db", "PathNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("$index.Dispose(); $index | Search-PageIndex full_text_search @{ query = 'x' }", "PageIndexClosed", ErrorCategory.InvalidOperation)]
    public void What_cannot_be_run_says_why(string script, string id, ErrorCategory category)
    {
        _session.Run("$index = $pages | New-PageIndex", ("pages", ModelSession.Pages(1))).Clean();
        AssertError(id, category, _session.Run(script));
    }

    [Theory]
    [InlineData("Gemini")]
    [InlineData("OpenAI")]
    public async Task A_service_makes_the_vectors_and_the_querys_too(string backend)
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { ApiKey = Key });
        server.Faults = new ScriptedFaultPlan().Containing("warehouse 40 ", Fault.Unavailable, Fault.CutBody);
        string connection = $"-Endpoint {(backend == "Gemini" ? server.GeminiEndpoint : server.OpenAIEndpoint)} -ApiKey $key -AllowUnencryptedAuthentication";
        const string search = "Search-PageIndex vector_search @{ query = 'warehouse 33 generator 33' } -Top 1";
        ModuleSession.Result result = _session.Run(
            $"""
            $index = $pages | New-PageIndex -Path lease.db -EmbeddingBackend {backend} -Model probe-embedding {connection}
            $index; $index | {search}; {search} -Path lease.db {connection}; Search-PageIndex full_text_search @{"{"} query = 'fitch' {"}"} -Path lease.db -Top 1
            """,
            ("pages", ModelSession.Pages(70)), ("key", new System.Net.NetworkCredential("", Key).SecurePassword)).Clean();
        using PageIndex index = (PageIndex)result.Output[0].BaseObject;
        Assert.Equal((70, backend, "probe-embedding", 64), (index.Count, index.EmbeddingBackend, index.EmbeddingModel, index.Dimensions));
        Assert.Equal([33, 33], result.Output.Skip(1).Take(2).Select(item => ((PageHit)item.BaseObject).Page));
        Assert.Equal(3 + 2 + 2, server.Log.Count);
        Assert.False(server.Log.KeyInUrl);
        Assert.DoesNotContain(Key, System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(_session.Folder, "lease.db"))));
    }

    [Fact]
    public async Task A_refusal_ends_the_build_and_leaves_no_file()
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { ApiKey = Key });
        ModuleSession.Result result = _session.Run(
            $"$pages | New-PageIndex lease.db -EmbeddingBackend Gemini -Endpoint {server.GeminiEndpoint} -ApiKey $key",
            ("pages", ModelSession.Pages(3)), ("key", new System.Net.NetworkCredential("", "wrong-key-0123456789").SecurePassword));
        AssertError("ServerRefused", ErrorCategory.AuthenticationError, result);
        Assert.DoesNotContain("wrong-key", result.Errors[0].ToString());
        Assert.Empty(Directory.GetFiles(_session.Folder));
    }

    [Fact]
    public void Parameters_that_do_not_fit_the_backend_are_refused()
    {
        OcrPage[] pages = ModelSession.Pages(1);
        AssertError("ParameterNotUsed", ErrorCategory.InvalidArgument, _session.Run("$pages | New-PageIndex -Endpoint http://localhost", ("pages", pages)));
        AssertError("MissingModel", ErrorCategory.InvalidArgument, _session.Run("$pages | New-PageIndex -EmbeddingBackend OpenAI -Endpoint http://localhost"));
        AssertError("UnencryptedEndpoint", ErrorCategory.SecurityError, _session.Run(
            "$pages | New-PageIndex -EmbeddingBackend Gemini -Endpoint http://192.0.2.1 -ApiKey $key", ("key", new System.Net.NetworkCredential("", Key).SecurePassword)));
    }

    private static void AssertError(string id, ErrorCategory category, ModuleSession.Result result)
    {
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
    }
}
