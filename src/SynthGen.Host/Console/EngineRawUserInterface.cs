using System.Management.Automation.Host;

namespace SynthGen.Host;

/// <summary>The screen's size, which formatting asks for; the rest of a screen the Host does not have.</summary>
internal sealed class EngineRawUserInterface(HostConsole console) : PSHostRawUserInterface
{
    private const int Height = 50;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override Size BufferSize
    {
        get => new(console.Width, Height);
        set => throw EngineUserInterface.NotInteractive();
    }

    public override Size WindowSize
    {
        get => BufferSize;
        set => throw EngineUserInterface.NotInteractive();
    }

    public override Size MaxWindowSize => BufferSize;

    public override Size MaxPhysicalWindowSize => BufferSize;

    public override Coordinates CursorPosition
    {
        get => default;
        set => throw EngineUserInterface.NotInteractive();
    }

    public override Coordinates WindowPosition
    {
        get => default;
        set => throw EngineUserInterface.NotInteractive();
    }

    public override int CursorSize { get; set; } = 25;

    public override string WindowTitle { get; set; } = "SynthGen.Host";

    public override bool KeyAvailable => false;

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw EngineUserInterface.NotInteractive();

    public override void FlushInputBuffer()
    {
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw EngineUserInterface.NotInteractive();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw EngineUserInterface.NotInteractive();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw EngineUserInterface.NotInteractive();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw EngineUserInterface.NotInteractive();
}
