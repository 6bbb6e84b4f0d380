using System.Management.Automation;
using SynthGen.Generation.Batching;

namespace SynthGen.Tests;

/// <summary>What the backends of models in process do without the library that runs them.</summary>
public sealed class LocalBackendTests : IDisposable
{
    private readonly ModuleSession _session = new();

    private static bool IsBuilt => Directory.Exists(Path.Combine(BuiltModule.LibraryPath, "Llama"));

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Mistral")]
    [InlineData("llama")]
    public void AModuleWithoutTheLibrarySaysWhatToDo(string backend)
    {
        Assert.SkipWhen(IsBuilt, "The module was built with the library.");
        ModuleSession.Result result = Generate($"{backend} -ModelPath none.gguf");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(("BackendNotBuilt", ErrorCategory.NotInstalled), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
        Assert.Contains("LLamaSharp.Backend.Cpu", error.ToString());
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("Mistral -ModelPath m.gguf -RequestLimit 5 -Endpoint http://localhost", "-RequestLimit")]
    [InlineData("Llama -ModelPath m.gguf -MaxCost 3", "-MaxCost")]
    [InlineData("OpenAI -Model m -Endpoint http://localhost:1/v1 -ModelPath m.gguf", "-ModelPath")]
    [InlineData("Gemini -Endpoint http://localhost:1 -ContextSize 4096", "-ContextSize")]
    [InlineData("Template -Thread 3 -OverlongPage Fail", "-Thread")]
    public void WhatABackendDoesNotHeedIsRefused(string arguments, string parameter)
    {
        ErrorRecord error = Assert.Single(Generate(arguments).Errors);
        Assert.Equal("ParameterNotUsed", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains(parameter, error.ToString());
    }

    [Fact]
    public void ClearingWhereNothingIsKeptIsNoError() => Assert.Empty(_session.Run("Clear-LlamaModel; Clear-LlamaModel -WhatIf").Clean().Output);

    private ModuleSession.Result Generate(string arguments) => _session.Run(
        $"$page | New-SyntheticQuery {arguments}", ("page", new OcrPage(1, "The tenant withheld the rent for three months.")));
}
