using System.Management.Automation;
using SynthGen.Onnx.Tests;

namespace SynthGen.Tests;

/// <summary>Indexes with vectors of a model in this process, with the built module.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class LocalEmbeddingTests : IDisposable
{
    private static readonly string[] Words = ["tenant", "warehouse", "rent", "generator", "harbour", "master", "court", "landlord", "1", "2", "3"];

    private readonly EnvironmentVariables _environment = new("HF_HUB_CACHE");
    private readonly ModelSession _session = new();

    public void Dispose()
    {
        _session.Dispose();
        _environment.Dispose();
    }

    [Fact]
    public void The_built_in_model_finds_a_page_by_other_words_and_again_in_the_file()
    {
        const string search = "Search-PageIndex vector_search @{ query = 'the volcano erupted' } -Top 1";
        OcrPage[] pages = [.. ModelSession.Pages(3), new OcrPage(4, "Lava flowed from the mountain into the sea.", "lease.txt")];
        ModuleSession.Result result = _session.Run(
            $"$index = $pages | New-PageIndex lease.db -EmbeddingBackend MiniLM; $index | {search}; {search} -Path lease.db; $index", ("pages", pages)).Clean();
        Assert.Equal(result.Output[0].BaseObject, result.Output[1].BaseObject);
        Assert.Equal(4, ((PageHit)result.Output[0].BaseObject).Page);
        using PageIndex index = (PageIndex)result.Output[2].BaseObject;
        Assert.StartsWith("all-MiniLM-L6-v2 4a64cee3d4134bbd, ", index.EmbeddingModel);
        Assert.True(index.Dimensions > 384, "The vectors of the document's own words stand beside the model's.");
    }

    [Theory]
    [InlineData("model", "model")]
    [InlineData("hub/models--owner--name/snapshots/c0ffee", "owner/name")]
    public void A_model_of_ones_own_is_found_again_by_what_the_index_wrote(string folder, string model)
    {
        Environment.SetEnvironmentVariable("HF_HUB_CACHE", Path.Combine(_session.Folder, "hub"));
        TinyEncoder.Write(Path.Combine(_session.Folder, folder), Words, 12, 1, "onnx/model.onnx");
        const string search = "Search-PageIndex vector_search @{ query = 'generator 2' } -Top 3";
        ModuleSession.Result result = _session.Run(
            $"$index = $pages | New-PageIndex lease.db -EmbeddingBackend Onnx -EmbeddingModel {model}; $index | {search}; $index.Dispose(); {search} -Path lease.db; (Get-PageIndex lease.db).EmbeddingModel",
            ("pages", ModelSession.Pages(3))).Clean();
        Assert.Equal(result.Output.Take(3).Select(hit => hit.BaseObject), result.Output.Skip(3).Take(3).Select(hit => hit.BaseObject));
        Assert.StartsWith((model == "model" ? Path.Combine(_session.Folder, model) : model) + " ", (string)result.Output[6].BaseObject);
    }

    [Fact]
    public void Another_model_is_refused_and_the_same_one_elsewhere_is_not()
    {
        TinyEncoder.Write(Path.Combine(_session.Folder, "model"), Words, 12, 1);
        _session.Run("($pages | New-PageIndex lease.db -EmbeddingBackend Onnx -EmbeddingModel model).Dispose()", ("pages", ModelSession.Pages(3))).Clean();
        TinyEncoder.Write(Path.Combine(_session.Folder, "other"), Words, 12, 2);
        AssertError("EmbeddingModelMismatch", ErrorCategory.InvalidData, "Get-PageIndex lease.db -EmbeddingModel other");

        Directory.Move(Path.Combine(_session.Folder, "model"), Path.Combine(_session.Folder, "moved"));
        AssertError("EmbeddingModelNotFound", ErrorCategory.ObjectNotFound, "Get-PageIndex lease.db");
        AssertError("EmbeddingModelNotFound", ErrorCategory.ObjectNotFound, "Search-PageIndex vector_search @{ query = 'rent' } -Path lease.db");
        Assert.Single(_session.Run("Search-PageIndex full_text_search @{ query = 'rent' } -Path lease.db -Top 1").Clean().Output);
        Assert.Single(_session.Run("Get-PageIndex lease.db -EmbeddingModel moved | Search-PageIndex vector_search @{ query = 'rent' } -Top 1").Clean().Output);
    }

    [Theory]
    [InlineData("-EmbeddingBackend Onnx", "MissingModel", ErrorCategory.InvalidArgument)]
    [InlineData("-EmbeddingBackend Onnx -EmbeddingModel none", "EmbeddingModelNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("-EmbeddingBackend Onnx -EmbeddingModel owner/none", "EmbeddingModelNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("-EmbeddingBackend Onnx -EmbeddingModel .", "EmbeddingModelUnusable", ErrorCategory.ObjectNotFound)]
    [InlineData("-EmbeddingBackend Onnx -EmbeddingModel . -Endpoint http://localhost", "ParameterNotUsed", ErrorCategory.InvalidArgument)]
    [InlineData("-EmbeddingBackend MiniLM -EmbeddingModel .", "ParameterNotUsed", ErrorCategory.InvalidArgument)]
    [InlineData("-EmbeddingModel .", "ParameterNotUsed", ErrorCategory.InvalidArgument)]
    public void What_cannot_embed_says_why(string arguments, string id, ErrorCategory category)
    {
        Environment.SetEnvironmentVariable("HF_HUB_CACHE", Path.Combine(_session.Folder, "hub"));
        AssertError(id, category, $"$pages | New-PageIndex {arguments}", ("pages", ModelSession.Pages(1)));
    }

    [Fact]
    public void An_index_without_such_a_model_has_no_use_for_one()
    {
        _session.Run("($pages | New-PageIndex lease.db).Dispose()", ("pages", ModelSession.Pages(1))).Clean();
        AssertError("ParameterNotUsed", ErrorCategory.InvalidArgument, "Get-PageIndex lease.db -EmbeddingModel .");
    }

    private void AssertError(string id, ErrorCategory category, string script, params ReadOnlySpan<(string Name, object? Value)> variables)
    {
        ErrorRecord error = Assert.Single(_session.Run(script, variables).Errors);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
    }
}
