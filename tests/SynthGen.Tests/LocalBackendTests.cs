using System.Management.Automation;

namespace SynthGen.Tests;

/// <summary>The parameters that the backends of local models accept. SynthGen.Llama.Tests tests how they run models.</summary>
public sealed class LocalBackendTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Mistral -ModelPath none.gguf", "ModelNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("llama -ModelPath .", "BadModelFile", ErrorCategory.InvalidData)]
    [InlineData("llama -ModelPath . -WhatIf", "BadModelFile", ErrorCategory.InvalidData)]
    public void A_file_that_is_not_one_is_refused_before_the_first_page(string arguments, string id, ErrorCategory category)
    {
        ModuleSession.Result result = Generate(arguments);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal((id, category), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("Mistral -RequestLimit 5 -Endpoint http://localhost", "-RequestLimit")]
    [InlineData("Llama -MaxCost 3", "-MaxCost")]
    [InlineData("OpenAI -Model m -ModelPath m.gguf", "-ModelPath")]
    [InlineData("Gemini -ContextSize 4096", "-ContextSize")]
    [InlineData("Template -Thread 3 -OverlongPage Fail", "-Thread")]
    public void What_a_backend_does_not_heed_is_refused(string arguments, string parameter)
    {
        ErrorRecord error = Assert.Single(Generate(arguments).Errors);
        Assert.Equal("ParameterNotUsed", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains(parameter, error.ToString());
    }

    [Theory]
    [InlineData("Mistral -ModelPath m.gguf -RequestLimit 5 -Endpoint http://localhost")]
    [InlineData("Llama -ModelPath m.gguf -MaxCost 3")]
    [InlineData("OpenAI -Model m -Endpoint http://localhost:1/v1 -ModelPath m.gguf")]
    [InlineData("Gemini -Endpoint http://localhost:1 -ContextSize 4096")]
    public void What_only_services_take_and_what_only_local_models_take_exclude_each_other(string arguments)
    {
        ModuleSession.Result result = Generate(arguments);
        Assert.Equal("AmbiguousParameterSet", Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Clearing_where_nothing_is_kept_is_no_error() => Assert.Empty(_session.Run("Clear-LlamaModel; Clear-LlamaModel -WhatIf").Clean().Output);

    private ModuleSession.Result Generate(string arguments) => _session.Run(
        $"$page | New-SyntheticQuery {arguments}", ("page", new OcrPage(1, "The tenant withheld the rent for three months.")));
}
