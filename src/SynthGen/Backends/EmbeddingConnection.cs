using System.Management.Automation;
using SynthGen.Models;
using SynthGen.Retrieval;

namespace SynthGen.Backends;

/// <summary>Connects commands to the embedding models of hosted services.</summary>
internal static class EmbeddingConnection
{
    /// <summary>The model, with retries around it; ends the command if it cannot be reached so.</summary>
    public static ITextEmbedder Create(ConnectionCmdlet command, HostedBackend backend, string? model, Action<string> log)
    {
        ChatModelSettings settings = command.Connect(backend, model, isSending: true);
        RetryingEmbedder embedder = new(
            LibraryLoadContext.Create<ITextEmbedderFactory>().Create(settings), command.RetryLimit, TimeProvider.System, Random.Shared.NextDouble);
        embedder.Retrying += (retry, wait, fault) => log($"Retry {retry} of {command.RetryLimit} in {wait.TotalSeconds:0.#} s: {fault.Message}");
        return embedder;
    }

    /// <summary>The error of a service that gave no vectors; null if the exception is about something else.</summary>
    public static ErrorRecord? Refused(Exception error, string backend) => error switch
    {
        RunEndedException end => ModelGeneration.Refused(end, backend),
        ChatException fault => ModelGeneration.Refused(new RunEndedException(RunEnd.Fatal, fault.Message, fault), backend),
        _ => null,
    };
}
