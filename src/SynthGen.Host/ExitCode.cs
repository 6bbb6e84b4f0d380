namespace SynthGen.Host;

internal static class ExitCode
{
    public const int Success = 0;
    public const int Failure = 1;

    /// <summary>A command line that is not understood, as in sysexits.h.</summary>
    public const int Usage = 64;

    /// <summary>Stopped by Ctrl-C: 128 and the signal's number, as shells report it.</summary>
    public const int Interrupted = 130;
}
