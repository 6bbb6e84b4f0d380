namespace SynthGen.Notices;

/// <summary>A file that ships cannot be given its notice.</summary>
internal sealed class NoticeException(string message) : Exception(message);
