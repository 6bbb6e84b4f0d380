using System.Management.Automation;

namespace SynthGen.Backends;

/// <summary>Refuses parameters that would have no effect, instead of ignoring them.</summary>
internal static class ParameterCheck
{
    /// <summary>The names of a group's parameters: the names of its record's properties.</summary>
    public static IEnumerable<string> NamesOf(params IEnumerable<Type> groups) =>
        groups.SelectMany(group => group.GetProperties()).Select(property => property.Name);

    /// <summary>Refuses the parameters that were given and have no effect.</summary>
    /// <param name="session">Says which were given.</param>
    /// <param name="useless">The names of the parameters without effect.</param>
    /// <param name="message">Makes the error's message from the refused names.</param>
    /// <param name="advice">What to do about it.</param>
    /// <exception cref="ConfigurationException">Such a parameter was given.</exception>
    public static void Refuse(CommandSession session, IEnumerable<string> useless, Func<string, string> message, string advice)
    {
        HashSet<string> names = new(useless, StringComparer.OrdinalIgnoreCase);
        string[] given = [.. session.Given.Where(names.Contains).Select(name => "-" + name)];
        if (given.Length > 0)
            throw new ConfigurationException(Errors.Create("ParameterNotUsed", ErrorCategory.InvalidArgument, given, message(string.Join(", ", given)), advice));
    }

    /// <summary>Refuses a parameter that does nothing without another.</summary>
    /// <exception cref="ConfigurationException">The first was given and the second was not.</exception>
    public static void RefuseWithout(CommandSession session, string parameter, bool isMet, string need)
    {
        if (!isMet && session.Given.Contains(parameter, StringComparer.OrdinalIgnoreCase))
        {
            throw new ConfigurationException(Errors.Create(
                "ParameterNotUsed", ErrorCategory.InvalidArgument, parameter, $"-{parameter} does nothing without {need}.", $"Leave it out, or add {need}."));
        }
    }
}
