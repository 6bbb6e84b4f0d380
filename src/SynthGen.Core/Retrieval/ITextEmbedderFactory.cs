using SynthGen.Models;

namespace SynthGen.Retrieval;

/// <summary>Creates embedding models of hosted services. Port; implemented over HTTP.</summary>
public interface ITextEmbedderFactory
{
    /// <summary>Creates a model that sends each request once.</summary>
    /// <exception cref="ArgumentException">The settings are invalid.</exception>
    ITextEmbedder Create(ChatModelSettings settings);
}
