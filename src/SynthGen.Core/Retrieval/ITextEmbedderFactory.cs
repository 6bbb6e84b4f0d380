using SynthGen.Models;

namespace SynthGen.Retrieval;

/// <summary>Makes embedding models of hosted services. Port; implemented over HTTP.</summary>
public interface ITextEmbedderFactory
{
    /// <summary>Creates a model that sends each request once.</summary>
    /// <exception cref="ArgumentException">The settings do not make sense.</exception>
    ITextEmbedder Create(ChatModelSettings settings);
}
