namespace SynthGen.TestServer.Hub;

/// <summary>A request that a <see cref="HubServer"/> received.</summary>
/// <param name="IsContent">Whether it came to the host of the contents, rather than to the Hub's.</param>
/// <param name="Path">The path with the query.</param>
/// <param name="Authorization">The header Authorization; null for none.</param>
/// <param name="Range">The header Range; null for none.</param>
/// <param name="IfRange">The header If-Range; null for none.</param>
public sealed record HubRequest(bool IsContent, string Path, string? Authorization, string? Range, string? IfRange);
