using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using SynthGen.Models;
using SynthGen.Retrieval;

namespace SynthGen.Onnx;

/// <summary>
/// A sentence encoder: a BERT model whose vectors of tokens are averaged and scaled to length 1 (N. Reimers, I. Gurevych,
/// "Sentence-BERT", EMNLP 2019).
/// </summary>
/// <remarks>
/// Each text is computed by itself on one thread, and several texts side by side. So a vector depends on its text alone, not
/// on the batch or the number of threads, and no processor waits for another.
/// </remarks>
internal sealed class SentenceEncoder : ITextEmbedder
{
    // The positions that BERT models know.
    private const int MostTokens = 512;

    private static readonly string[] Inputs = ["input_ids", "attention_mask", "token_type_ids"];

    private readonly InferenceSession _session;
    private readonly WordPieces _pieces;
    private readonly PassageDivider _divider;
    private readonly string[] _inputs;
    private readonly string _output;
    private readonly int _dimensions, _threads;

    private SentenceEncoder(InferenceSession session, WordPieces pieces, string name, int threads)
    {
        (_session, _pieces, Name, _threads) = (session, pieces, name, threads);
        _inputs = [.. Inputs.Where(session.InputMetadata.ContainsKey)];
        (_output, NodeMetadata output) = session.OutputMetadata.First();
        _dimensions = output.Dimensions[^1];
        _divider = new PassageDivider(word => pieces.Count(word, MostTokens));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool IsNeuralInProcess => true;

    /// <summary>Loads a model.</summary>
    /// <exception cref="LocalModelException">The model cannot be used; the message says why.</exception>
    public static SentenceEncoder Load(IModelFiles files, int threads)
    {
        byte[] model = files.Read("model.onnx") ?? throw new LocalModelException(LocalModelError.NotFound, $"The model {files.Name} has no model.onnx.");
        WordPieces pieces = new(files);
        using SessionOptions options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        InferenceSession session;
        try
        {
            session = new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new LocalModelException(LocalModelError.NotSupported, $"The model {files.Name} cannot be loaded: {error.Message}", error);
        }
        catch (Exception error) when (error is DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            throw new LocalModelException(LocalModelError.BadLibrary, "ONNX Runtime does not load on this machine. It comes for Windows and Linux with glibc on x64 and Arm64, and for macOS on Arm64.", error);
        }

        if (Misfit(session) is { } misfit)
        {
            session.Dispose();
            throw new LocalModelException(LocalModelError.NotSupported, $"The model {files.Name} is not a sentence encoder: {misfit}.");
        }

        // Vectors of other weights, tokens or passages cannot be compared.
        string hash = Convert.ToHexStringLower(SHA256.HashData(model))[..16];
        return new SentenceEncoder(session, pieces, $"{files.Name} {hash} passages {PassageDivider.Length}/{PassageDivider.Overlap}", threads);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Divide(string page) => [page, .. _divider.Divide(page)];

    /// <inheritdoc/>
    public Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, EmbeddingUse use, CancellationToken cancellationToken) => Task.Run<IReadOnlyList<float[]>>(
        () =>
        {
            float[][] vectors = new float[texts.Count][];
            ParallelOptions options = new() { MaxDegreeOfParallelism = _threads, CancellationToken = cancellationToken };
            Parallel.For(0, texts.Count, options, i => vectors[i] = Embed(texts[i]));
            return vectors;
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static string? Misfit(InferenceSession session) =>
        session.InputMetadata.Keys.Except(Inputs).FirstOrDefault() is { } input ? $"it asks for the input '{input}'"
        : session.OutputMetadata.Values.First() is not { Dimensions: [_, _, > 0], ElementType: var type } || type != typeof(float) ? "its output is not a vector for each token"
        : null;

    private float[] Embed(string text)
    {
        long[] tokens = _pieces.Encode(text, MostTokens), shape = [1, tokens.Length];

        // The first and the last token alone: the text has no words.
        if (tokens.Length <= 2)
            return new float[_dimensions];

        OrtValue[] inputs = [.. _inputs.Select(name => OrtValue.CreateTensorValueFromMemory(ValuesOf(name, tokens), shape))];
        try
        {
            using RunOptions options = new();
            using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(options, _inputs, inputs, [_output]);
            return Average(outputs[0].GetTensorDataAsSpan<float>(), _dimensions);
        }
        finally
        {
            foreach (OrtValue input in inputs)
                input.Dispose();
        }
    }

    private static long[] ValuesOf(string input, long[] tokens)
    {
        if (input == Inputs[0])
            return tokens;
        long[] values = new long[tokens.Length];
        Array.Fill(values, input == Inputs[1] ? 1 : 0);
        return values;
    }

    private static float[] Average(ReadOnlySpan<float> tokens, int dimensions)
    {
        double[] sum = new double[dimensions];
        for (int i = 0; i < tokens.Length; i++)
            sum[i % dimensions] += tokens[i];
        double square = 0;
        foreach (double value in sum)
            square += value * value;
        double scale = square == 0 ? 0 : 1 / Math.Sqrt(square);
        return [.. sum.Select(value => (float)(value * scale))];
    }
}
