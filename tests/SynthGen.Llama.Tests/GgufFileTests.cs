using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using SynthGen.Models;

namespace SynthGen.Llama.Tests;

/// <summary>Impossible headers, in the checks and in the native library, which ends the process over some of them.</summary>
[Collection(nameof(Native))]
public sealed class GgufFileTests(ModelFiles files)
{
    private const uint Huge = 1_000_000_000;

    [Theory]
    [InlineData("llama.block_count", Huge)]
    [InlineData("llama.block_count", 0)]
    [InlineData("llama.block_count", 500)]
    [InlineData("llama.embedding_length", Huge)]
    [InlineData("llama.embedding_length", 0)]
    [InlineData("llama.embedding_length", 63)]
    [InlineData("llama.context_length", 0)]
    [InlineData("llama.context_length", uint.MaxValue)]
    [InlineData("llama.feed_forward_length", uint.MaxValue)]
    [InlineData("llama.attention.head_count", Huge)]
    [InlineData("llama.attention.head_count", 3)]
    [InlineData("llama.attention.head_count_kv", 7)]
    [InlineData("llama.rope.dimension_count", Huge)]
    [InlineData("llama.rope.dimension_count", 63)]
    [InlineData("llama.vocab_size", uint.MaxValue)]
    public async Task A_count_that_cannot_be_is_named(string name, uint value)
    {
        LocalModelException refused = await RefusedAsync(With(name, value));
        Assert.Contains(name, refused.Message);
    }

    [Theory]
    [InlineData("llama.expert_count", Huge)]
    [InlineData("llama.expert_used_count", 3)]
    public async Task A_count_of_experts_that_cannot_be_is_named(string name, uint value) =>
        Assert.Contains(name, (await RefusedAsync(Bytes(new TestModel { Extra = { [name] = value } }))).Message);

    [Theory]
    [InlineData(8, "tensors")]
    [InlineData(16, "entries")]
    public async Task More_than_the_file_can_hold_is_refused(int offset, string what)
    {
        byte[] bytes = Bytes();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(offset), ulong.MaxValue / 3);
        Assert.Contains(what, (await RefusedAsync(bytes)).Message);
    }

    [Fact]
    public async Task Lengths_and_places_beyond_the_file_are_refused()
    {
        byte[] bytes = Bytes();
        foreach ((string after, int skip, ulong value, string words) in new[]
        {
            ("tokenizer.chat_template", 4, ulong.MaxValue, "bytes follow"),
            ("tokenizer.ggml.tokens", 8, ulong.MaxValue / 2, "tokenizer.ggml.tokens"),
            ("tokenizer.ggml.tokens", 16, 1ul << 40, "tokenizer.ggml.tokens"),
            ("token_embd.weight", 4, 1ul << 33, "dimension"),
            ("token_embd.weight", 12, 1ul << 30, "file's end"),
            ("token_embd.weight", 24, 1ul << 50, "file's end"),
        })
        {
            byte[] wrong = [.. bytes];
            BinaryPrimitives.WriteUInt64LittleEndian(wrong.AsSpan(wrong.AsSpan().IndexOf(Encoding.UTF8.GetBytes(after)) + after.Length + skip), value);
            Assert.Contains(words, (await RefusedAsync(wrong)).Message);
        }
    }

    [Fact]
    public async Task A_folder_given_for_a_file_says_so()
    {
        LocalModelException refused = await Assert.ThrowsAsync<LocalModelException>(
            () => ModelFiles.LoadAsync(new LocalModelSettings(Path.GetDirectoryName(files.Mistral)!, new ChatTurn(ChatRole.System, "s"), 1)));
        Assert.Equal(LocalModelError.BadFile, refused.Fault);
        Assert.Contains("is a folder", refused.Message);
    }

    [Fact]
    public void Any_bytes_give_a_header_or_a_clear_error()
    {
        byte[] bytes = Bytes();
        int end = Math.Min(HeaderEnd(bytes), bytes.Length), refused = 0;
        for (int seed = 0; seed < 20_000; seed++)
        {
            try
            {
                GgufFile.Check(GgufHeader.Read(new MemoryStream(Mutate(bytes, end, seed))));
            }
            catch (InvalidDataException error)
            {
                Assert.NotEmpty(error.Message);
                refused++;
            }
        }

        Assert.InRange(refused, 2_000, 19_000);
    }

    /// <summary>Loads files that pass the checks with the native library, in a process of its own, which must not end early.</summary>
    [Fact]
    public async Task What_passes_the_checks_does_not_end_the_process()
    {
        using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, Arguments()) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(8));
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"exit code {process.ExitCode}: {(await output)[^Math.Min(3000, (await output).Length)..]} {await error}");

        static string[] Arguments()
        {
            string[] test = ["-explicit", "only", "-method", $"{typeof(GgufFileTests).FullName}.{nameof(Mutated_models)}"];
            return Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(GgufFileTests).Assembly.Location, .. test] : test;
        }
    }

    [Fact(Explicit = true)]
    public async Task Mutated_models()
    {
        byte[] bytes = Bytes();
        int end = HeaderEnd(bytes), loaded = 0;
        string path = files.At("mutated.gguf");
        for (int seed = 0; seed < 400; seed++)
        {
            // Printed before the attempt: if the process ends, this is its last line.
            Console.WriteLine($"seed {seed}");
            File.WriteAllBytes(path, Mutate(bytes, end, seed));
            try
            {
                LlamaChatModel model = await ModelFiles.LoadAsync(Settings(path));
                model.Dispose();
                await model.Disposed;
                loaded++;
            }
            catch (LocalModelException)
            {
            }

            new LlamaModelFactory().Clear();
        }

        Assert.InRange(loaded, 20, 380);
    }

    private static LocalModelSettings Settings(string path) => new(path, new ChatTurn(ChatRole.System, "Write."), 1) { ReplySize = 16, ContextSize = 512 };

    // Numbers that are often wrong, at the places of entries, and random bytes anywhere in the header.
    private static byte[] Mutate(byte[] bytes, int end, int seed)
    {
        Random random = new(seed);
        byte[] mutated = [.. bytes];
        uint[] odd = [0, 1, 2, 3, 5, 63, 65, 127, 513, 1 << 20, int.MaxValue, uint.MaxValue, Huge];
        int[] places = [.. Entries(bytes)];
        for (int times = random.Next(1, 3); times > 0; times--)
        {
            if (random.Next(4) > 0)
                BinaryPrimitives.WriteUInt32LittleEndian(mutated.AsSpan(places[random.Next(places.Length)] + (random.Next(4) == 0 ? 0 : 4)), odd[random.Next(odd.Length)]);
            else
                mutated[random.Next(4, end)] = (byte)random.Next(256);
        }

        return random.Next(20) == 0 ? mutated[..random.Next(mutated.Length)] : mutated;
    }

    // The places after the names of all entries that hold a number or a list: first the type, then the value.
    private static IEnumerable<int> Entries(byte[] bytes) =>
        new[]
        {
            "llama.vocab_size", "llama.context_length", "llama.embedding_length", "llama.block_count", "llama.feed_forward_length", "llama.attention.head_count",
            "llama.attention.head_count_kv", "llama.rope.dimension_count", "tokenizer.ggml.tokens", "tokenizer.ggml.scores", "tokenizer.ggml.token_type",
            "tokenizer.ggml.unknown_token_id", "tokenizer.ggml.bos_token_id", "tokenizer.ggml.eos_token_id", "token_embd.weight", "blk.0.attn_q.weight", "output.weight",
        }
        .Select(name => bytes.AsSpan().IndexOf([.. BitConverter.GetBytes((long)name.Length), .. Encoding.UTF8.GetBytes(name)]) + 8 + name.Length);

    private static int HeaderEnd(byte[] bytes) => bytes.AsSpan().LastIndexOf("output.weight"u8) + 40;

    private byte[] With(string name, uint value)
    {
        byte[] bytes = Bytes();
        byte[] key = [.. BitConverter.GetBytes((long)name.Length), .. Encoding.UTF8.GetBytes(name)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.AsSpan().IndexOf(key) + key.Length + 4), value);
        return bytes;
    }

    private byte[] Bytes(TestModel? model = null) => File.ReadAllBytes((model ?? new TestModel()).Save(files.At("header.gguf")));

    private async Task<LocalModelException> RefusedAsync(byte[] bytes)
    {
        string path = files.At("wrong.gguf");
        File.WriteAllBytes(path, bytes);
        LocalModelException refused = await Assert.ThrowsAsync<LocalModelException>(() => ModelFiles.LoadAsync(Settings(path)));
        Assert.Equal(LocalModelError.BadFile, refused.Fault);
        return refused;
    }
}
