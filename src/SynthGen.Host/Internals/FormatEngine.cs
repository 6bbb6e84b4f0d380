using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace SynthGen.Host.Internals;

/// <summary>
/// The engine's formatter. Its cmdlets' base classes are public, what drives them is not: the shape that a Format
/// cmdlet gives its objects, and the writer that an Out cmdlet gives its lines to. Format views, wrapping and
/// grouping are thus the engine's own. The engine's package is pinned, and tests guard the names.
/// </summary>
internal static class FormatEngine
{
    private const BindingFlags Inside = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
    private static readonly Assembly _engine = typeof(PSObject).Assembly;

    /// <summary>Makes a Format cmdlet give its objects a shape: Table or List.</summary>
    public static void UseShape(FrontEndCommandBase cmdlet, string shape) =>
        Drive(cmdlet, New("InnerFormatShapeCommand", Enum.Parse(Type("FormatShape"), shape)));

    /// <summary>Makes an Out cmdlet render what it gets.</summary>
    public static void UseOutput(FrontEndCommandBase cmdlet) => Drive(cmdlet, New("OutputManagerInner"));

    /// <summary>Gives each rendered line to a receiver.</summary>
    public static TextWriter WriteLines(FrontEndCommandBase cmdlet, int width, CultureInfo culture, Action<string> receive)
    {
        Type callback = Type("StreamingTextWriter").GetNestedType("WriteLineCallback", Inside)!;
        TextWriter lines = (TextWriter)New(
            "StreamingTextWriter", Delegate.CreateDelegate(callback, receive.Target, receive.Method), culture);
        WriteTo(cmdlet, lines, width);
        return lines;
    }

    /// <summary>Gives the rendered text to a writer.</summary>
    public static void WriteTo(FrontEndCommandBase cmdlet, TextWriter writer, int width, bool noNewline = false)
    {
        object manager = Implementation().GetValue(cmdlet)!;
        manager.GetType().GetProperty("LineOutput", Inside)!.SetValue(manager, New("TextWriterLineOutput", writer, width, noNewline));
    }

    private static void Drive(FrontEndCommandBase cmdlet, object implementation) =>
        Implementation().SetValue(cmdlet, implementation);

    private static FieldInfo Implementation() => typeof(FrontEndCommandBase).GetField("implementation", Inside)!;

    private static object New(string type, params object?[] arguments) =>
        Activator.CreateInstance(Type(type), Inside | BindingFlags.CreateInstance, null, arguments, null)!;

    private static Type Type(string name) =>
        _engine.GetType($"{typeof(FrontEndCommandBase).Namespace}.{name}", throwOnError: true)!;
}
