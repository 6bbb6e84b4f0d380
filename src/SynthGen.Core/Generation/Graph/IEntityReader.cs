using SynthGen.Models;

namespace SynthGen.Generation.Graph;

/// <summary>Reads what a page names.</summary>
public interface IEntityReader
{
    /// <summary>Reads a page. Thread-safe.</summary>
    /// <exception cref="RunEndedException">No further page can be read.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    Task<EntityOutcome> ReadAsync(OcrPage page, CancellationToken cancellationToken);
}
