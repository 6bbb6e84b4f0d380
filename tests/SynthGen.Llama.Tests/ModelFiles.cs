using SynthGen.Models;

namespace SynthGen.Llama.Tests;

/// <summary>Model files, written once for all tests.</summary>
public sealed class ModelFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-llama-").FullName;

    /// <summary>The usual model: Mistral's template and tokens.</summary>
    public string Mistral => field ??= new TestModel().Save(At("mistral.gguf"));

    /// <summary>One with another family's template.</summary>
    public string ChatML => field ??= new TestModel { Template = TestModel.ChatMLTemplate }.Save(At("chatml.gguf"));

    /// <summary>One without a template.</summary>
    public string Bare => field ??= new TestModel { Template = null }.Save(At("bare.gguf"));

    /// <summary>One of an unknown architecture.</summary>
    public string Unknown => field ??= new TestModel { Architecture = "perceptron9" }.Save(At("unknown.gguf"));

    public string At(string name) => Path.Combine(_folder, name);

    /// <summary>Loads a model.</summary>
    internal static async Task<LlamaChatModel> LoadAsync(LocalModelSettings settings) =>
        (LlamaChatModel)await new LlamaModelFactory().CreateAsync(settings, CancellationToken.None);

    public void Dispose()
    {
        new LlamaModelFactory().Clear();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>All tests share the native library and the kept model, so they run one after the other.</summary>
[CollectionDefinition(nameof(Native), DisableParallelization = true)]
public sealed class Native : ICollectionFixture<ModelFiles>;
