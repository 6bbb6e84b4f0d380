using SynthGen.Json;
using SynthGen.Models;

namespace SynthGen.Llama.Tests;

/// <summary>A real model: stories260K of karpathy/llama2.c, in a file that SYNTHGEN_MODEL names. Its project's own tests contain the text.</summary>
[Collection(nameof(Native))]
public sealed class TrainedModelTests
{
    // llama2.c's expected text after 200 greedy steps.
    private const string Story = """
        Once upon a time, there was a little girl named Lily. She loved to play outside in the park. One day, she saw a big, red ball. She wanted to play with it, but it was too high.
        Lily's mom said, "Lily, let's go to the park." Lily was sad and didn't know what to do. She said, "I want to play with your ball, but I can't find it."
        Lily was sad and didn't know what to do. She said, "I'm sorry, Lily. I didn't know what to do."
        Lily didn't want to help her mom, so she
        """;

    [Fact]
    public async Task Without_chance_it_tells_the_story_that_llama2_c_tells()
    {
        using LlamaChatModel model = await LoadAsync("");
        ChatReply reply = await model.CompleteAsync(new ChatRequest([], null) { Sampling = new(Temperature: 0, MaxOutputToken: 200) }, CancellationToken.None);
        Assert.Equal(Story.ReplaceLineEndings("\n"), reply.Text.Trim());
    }

    [Fact]
    public async Task A_grammar_holds_it_to_JSON_that_fits()
    {
        using LlamaChatModel model = await LoadAsync("Once upon a time");
        string schema = """{"type":"object","properties":{"name":{"type":"string","minLength":3,"maxLength":40},"age":{"type":"integer","minimum":1,"maximum":9}},"required":["name","age"]}""";
        ChatReply[] replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(seed => model.CompleteAsync(
            new ChatRequest([new(ChatRole.User, "Once upon a time, there was a girl. ")], schema) { Sampling = new(Seed: seed) }, CancellationToken.None)));
        Assert.All(replies, reply =>
        {
            Assert.Equal(ChatFinish.Stop, reply.Finish);
            IReadOnlyDictionary<string, object?> value = Assert.IsType<IReadOnlyDictionary<string, object?>>(JsonValue.Parse(reply.Text), exactMatch: false);
            Assert.InRange(Assert.IsType<string>(value["name"]).Length, 3, 40);
            Assert.InRange(Assert.IsType<long>(value["age"]), 1, 9);
        });
    }

    private static Task<LlamaChatModel> LoadAsync(string instruction)
    {
        string? path = Environment.GetEnvironmentVariable("SYNTHGEN_MODEL");
        Assert.SkipWhen(string.IsNullOrEmpty(path), "SYNTHGEN_MODEL names no file: stories260K.gguf is expected, the model of karpathy/llama2.c.");
        return ModelFiles.LoadAsync(new LocalModelSettings(Path.GetFullPath(path!), new ChatTurn(ChatRole.System, instruction), 4) { Format = ChatFormat.Mistral, ReplySize = 200 });
    }
}
