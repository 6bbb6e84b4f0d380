using System.Text;
using LLama.Native;

namespace SynthGen.Llama;

/// <summary>Passes llama.cpp's log, which would otherwise go to the console, to a listener.</summary>
internal static class NativeLog
{
    private const int MostErrors = 8;
    private static readonly Lock Lock = new();
    private static readonly StringBuilder Line = new();
    private static readonly Queue<string> Errors = new();
    private static Action<string>[] _listeners = [];

    /// <summary>The latest lines about errors.</summary>
    public static IReadOnlyList<string> LatestErrors
    {
        get
        {
            lock (Lock)
                return [.. Errors];
        }
    }

    /// <summary>Sends lines to a listener until the returned object is disposed; clears earlier errors.</summary>
    public static IDisposable Listen(Action<string>? listener)
    {
        lock (Lock)
        {
            Errors.Clear();
            if (listener is not null)
                _listeners = [.. _listeners, listener];
        }

        return new Listening(listener);
    }

    /// <summary>The callback. A line may come in parts.</summary>
    public static void Write(LLamaLogLevel level, string message)
    {
        Action<string>[] listeners;
        string line;
        lock (Lock)
        {
            Line.Append(message);
            if (!message.EndsWith('\n'))
                return;
            line = Line.ToString().Trim();
            Line.Clear();
            if (line.Length == 0 || line.All(c => c == '.'))
                return;
            if (level == LLamaLogLevel.Error)
                Errors.Enqueue(line);
            if (Errors.Count > MostErrors)
                Errors.Dequeue();
            listeners = _listeners;
        }

        foreach (Action<string> listener in listeners)
            listener(line);
    }

    private sealed class Listening(Action<string>? listener) : IDisposable
    {
        public void Dispose()
        {
            lock (Lock)
                _listeners = [.. _listeners.Where(other => other != listener)];
        }
    }
}
