namespace SynthGen.Tests;

/// <summary>The document for tests: the sample, or the one that the variable SYNTHGEN_DOCUMENT names.</summary>
internal static class TestDocument
{
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("SYNTHGEN_DOCUMENT") is { Length: > 0 } path
            ? path
            : System.IO.Path.Combine(ModuleSession.RepositoryRoot(), "examples", "harbour-lease.txt");
}
