using SynthGen.Json;

namespace SynthGen.Evaluation;

/// <summary>
/// Compares the calls that were made with those that were expected, as the AST checker of the Berkeley Function-Calling
/// Leaderboard does (Patil et al. 2025): names, then missing and unexpected parameters, types and values; the order of
/// several calls does not count.
/// </summary>
/// <remarks>
/// Values are compared as BFCL compares them: texts without case, blanks and the characters , . / - _ * ^ and with ' for ",
/// numbers by value (5 is 5.0, and "5" is neither), lists in their order, objects by their members. A parameter that is left
/// out has its schema's default, if it has one.
/// </remarks>
/// <param name="tools">The tools that are offered.</param>
internal sealed class CallMatcher(IReadOnlyList<ToolDefinition> tools)
{
    /// <summary>Returns the first difference; null if the calls match.</summary>
    public CallFault? Compare(IReadOnlyList<ToolCall> expected, IReadOnlyList<ToolCall> made)
    {
        if (expected.Count != made.Count)
            return CallFault.Count;

        // Equality, so that the first one that matches will do.
        List<ToolCall> left = [.. made];
        foreach (ToolCall call in expected)
        {
            int match = left.FindIndex(one => Compare(call, one) is null);
            if (match < 0)
                return left.Where(one => one.Name == call.Name).Select(one => Compare(call, one)).FirstOrDefault(CallFault.Name);
            left.RemoveAt(match);
        }

        return null;
    }

    private CallFault? Compare(ToolCall expected, ToolCall made)
    {
        if (expected.Name != made.Name)
            return CallFault.Name;
        IReadOnlyDictionary<string, object?> defaults = DefaultsOf(expected.Name);
        foreach ((string name, object? value) in expected.Arguments)
        {
            if (!made.Arguments.ContainsKey(name) && !(defaults.TryGetValue(name, out object? usual) && CompareValues(value, usual) is null))
                return CallFault.MissingParameter;
        }

        foreach ((string name, object? value) in made.Arguments)
        {
            if (!expected.Arguments.ContainsKey(name) && !(defaults.TryGetValue(name, out object? usual) && CompareValues(usual, value) is null))
                return CallFault.UnexpectedParameter;
        }

        return expected.Arguments.Where(argument => made.Arguments.ContainsKey(argument.Key))
            .Select(argument => CompareValues(argument.Value, made.Arguments[argument.Key])).Where(fault => fault is not null).Min();
    }

    private static CallFault? CompareValues(object? expected, object? made)
    {
        if (KindOf(expected) != KindOf(made))
            return CallFault.Type;
        return (expected, made) switch
        {
            (null, _) => null,
            (string one, string other) => Standard(one) == Standard(other) ? null : CallFault.Value,
            (bool one, bool other) => one == other ? null : CallFault.Value,
            (IReadOnlyDictionary<string, object?> one, IReadOnlyDictionary<string, object?> other) => CompareMembers(one, other),
            (IReadOnlyList<object?> one, IReadOnlyList<object?> other) => one.Count != other.Count
                ? CallFault.Value
                : one.Zip(other, CompareValues).Where(fault => fault is not null).Min(),
            _ => CallNumber.AreEqual(expected, made!) ? null : CallFault.Value,
        };
    }

    private static CallFault? CompareMembers(IReadOnlyDictionary<string, object?> expected, IReadOnlyDictionary<string, object?> made) =>
        expected.Count != made.Count || !expected.Keys.All(made.ContainsKey)
            ? CallFault.Value
            : expected.Select(member => CompareValues(member.Value, made[member.Key])).Where(fault => fault is not null).Min();

    private static char KindOf(object? value) => value switch
    {
        null => '0',
        string => 's',
        bool => 'b',
        IReadOnlyDictionary<string, object?> => 'o',
        IEnumerable<object?> => 'l',
        _ => 'n',
    };

    // BFCL's standardize_string.
    private static string Standard(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not (',' or '.' or '/' or '-' or '_' or '*' or '^'))).ToLowerInvariant().Replace('\'', '"');

    private IReadOnlyDictionary<string, object?> DefaultsOf(string name) =>
        tools.FirstOrDefault(tool => tool.Name == name)?.Parameters.GetValueOrDefault("properties") is not IReadOnlyDictionary<string, object?> properties ? JsonValue.Object()
        : JsonValue.Object([.. properties.Where(property => property.Value is IReadOnlyDictionary<string, object?> schema && schema.ContainsKey("default"))
            .Select(property => (property.Key, ((IReadOnlyDictionary<string, object?>)property.Value!)["default"]))]);
}
