using SynthGen.Models.Hub;

namespace SynthGen.Core.Tests.Models.Hub;

public sealed class GgufVariantTests
{
    [Theory]
    [InlineData("Mistral-7B-Instruct-v0.3-Q4_K_M.gguf", "Q4_K_M")]
    [InlineData("mistral-7b-instruct-v0.2.Q5_K_S.gguf", "Q5_K_S")]
    [InlineData("qwen2.5-7b-instruct-q4_k_m-00001-of-00001.gguf", "Q4_K_M")]
    [InlineData("Llama-3.2-3B-Instruct-IQ3_M.gguf", "IQ3_M")]
    [InlineData("Qwen3-8B-UD-Q4_K_XL.gguf", "Q4_K_XL")]
    [InlineData("Q8_0/model.gguf", "Q8_0")]
    [InlineData("model-bf16.gguf", "BF16")]
    [InlineData("stories260K.gguf", null)]
    public void The_files_name_tells_the_quantization(string path, string? quantization) =>
        Assert.Equal(quantization, Assert.Single(GgufVariant.Find([path])).Quantization);

    [Fact]
    public void Projectors_and_importance_matrices_and_incomplete_splits_are_left_out() => Assert.Equal(
        ["m-Q8_0.gguf"],
        GgufVariant.Find(["mmproj-m-F16.gguf", "m.imatrix.gguf", "README.md", "m-Q4_K_M-00001-of-00002.gguf", "m-Q8_0.gguf"]).SelectMany(variant => variant.Files));

    [Fact]
    public void A_split_model_is_all_its_parts_in_order() => Assert.Equal(
        ["d/m-Q4_0-00001-of-00003.gguf", "d/m-Q4_0-00002-of-00003.gguf", "d/m-Q4_0-00003-of-00003.gguf"],
        Assert.Single(GgufVariant.Find(["d/m-Q4_0-00003-of-00003.gguf", "d/m-Q4_0-00001-of-00003.gguf", "d/m-Q4_0-00002-of-00003.gguf"])).Files);

    [Theory]
    [InlineData(null, "Q4_K_M", "Q2_K,Q8_0,Q4_K_M,F16")]
    [InlineData(null, "Q5_K_M", "Q2_K,Q8_0,Q5_K_M,F16")]
    [InlineData(null, "Q2_K", "Q2_K")]
    [InlineData("q8_0", "Q8_0", "Q2_K,Q8_0,Q4_K_M")]
    [InlineData("Q6_K", null, "Q2_K,Q8_0,Q4_K_M")]
    public void The_one_asked_for_is_chosen_or_the_usual_one(string? asked, string? chosen, string there) =>
        Assert.Equal(chosen, GgufVariant.Choose(GgufVariant.Find(there.Split(',').Select(name => $"m-{name}.gguf")), asked)?.Quantization);
}
