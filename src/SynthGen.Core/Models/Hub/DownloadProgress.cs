namespace SynthGen.Models.Hub;

/// <summary>How far a download is.</summary>
/// <param name="File">The file that is under way.</param>
/// <param name="Done">Bytes of the model that are here, or that were verified of the file.</param>
/// <param name="Total">All bytes of the model, or of the file.</param>
/// <param name="IsVerifying">Whether the file is being verified.</param>
public readonly record struct DownloadProgress(string File, long Done, long Total, bool IsVerifying);
