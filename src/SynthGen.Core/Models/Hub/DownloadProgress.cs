namespace SynthGen.Models.Hub;

/// <summary>The progress of a download.</summary>
/// <param name="File">The current file.</param>
/// <param name="Done">Bytes of the model that were downloaded, or bytes of the file that were verified.</param>
/// <param name="Total">All bytes of the model, or of the file.</param>
/// <param name="IsVerifying">Whether the file is being verified.</param>
public readonly record struct DownloadProgress(string File, long Done, long Total, bool IsVerifying);
