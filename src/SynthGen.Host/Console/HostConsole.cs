using System.Text;

namespace SynthGen.Host;

/// <summary>The process's two text streams: UTF-8 without a byte order mark, whatever the machine's habit.</summary>
internal sealed class HostConsole : IDisposable
{
    private const int WidthWhenRedirected = 120;

    public TextWriter Output { get; } = Open(Console.OpenStandardOutput());

    public TextWriter Error { get; } = Open(Console.OpenStandardError());

    public bool ShowsColors { get; } = !Console.IsOutputRedirected;

    public bool ShowsErrorColors { get; } = !Console.IsErrorRedirected && !Console.IsOutputRedirected;

    public int Width
    {
        get
        {
            int width = Console.IsOutputRedirected ? 0 : Console.WindowWidth;
            return width > 0 ? width : WidthWhenRedirected;
        }
    }

    public void Dispose()
    {
        Output.Dispose();
        Error.Dispose();
    }

    private static StreamWriter Open(Stream stream) => new(stream, new UTF8Encoding(false)) { AutoFlush = true };
}
