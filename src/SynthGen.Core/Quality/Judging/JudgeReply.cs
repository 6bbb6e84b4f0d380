using SynthGen.Generation.Replies;
using SynthGen.Json;
using SynthGen.Models;

namespace SynthGen.Quality.Judging;

/// <summary>Reads a judge's reply. It tolerates errors of form, but never guesses missing content.</summary>
internal static class JudgeReply
{
    /// <summary>Returns the object of a reply.</summary>
    /// <exception cref="FormatException">The reply holds no object; the message says why.</exception>
    public static IReadOnlyDictionary<string, object?> Read(ChatReply reply)
    {
        if (ReplyFinish.Fault(reply) is { } fault)
            throw new FormatException(fault);
        int start = reply.Text.IndexOf('{');
        return start >= 0 && TolerantJson.TryParse(reply.Text[start..], ReplyParser.DeepestRow, out object? value) && value is IReadOnlyDictionary<string, object?> found
            ? found
            : throw new FormatException("The reply holds no JSON object.");
    }

    /// <summary>Returns the texts of a member.</summary>
    /// <exception cref="FormatException">The member is not a list of texts.</exception>
    public static IReadOnlyList<string> Texts(IReadOnlyDictionary<string, object?> reply, string name)
    {
        object?[] items = Items(reply, name);
        return items.All(item => item is string)
            ? items.Cast<string>().Where(text => !string.IsNullOrWhiteSpace(text)).ToArray()
            : throw new FormatException($"'{name}' holds something else than texts.");
    }

    /// <summary>Returns the items of a member.</summary>
    /// <exception cref="FormatException">The member is not a list.</exception>
    public static object?[] Items(IReadOnlyDictionary<string, object?> reply, string name) =>
        reply.GetValueOrDefault(name) is IEnumerable<object?> items ? [.. items] : throw new FormatException($"'{name}' is not a list.");

    /// <summary>Returns the objects of a member.</summary>
    /// <exception cref="FormatException">The member is not a list of objects.</exception>
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> Objects(IReadOnlyDictionary<string, object?> reply, string name)
    {
        object?[] items = Items(reply, name);
        return items.All(item => item is IReadOnlyDictionary<string, object?>)
            ? items.Cast<IReadOnlyDictionary<string, object?>>().ToArray()
            : throw new FormatException($"'{name}' holds something else than objects.");
    }

    /// <summary>Reads the number of a call in a list.</summary>
    /// <exception cref="FormatException">No call has that number.</exception>
    public static int CallNumber(object? value, int calls)
    {
        double number = value switch { long whole => whole, double real => real, string text when long.TryParse(text, out long read) => read, _ => -1 };
        return number >= 0 && number < calls && number == Math.Floor(number) ? (int)number : throw new FormatException($"There is no call {value ?? "null"}.");
    }
}
