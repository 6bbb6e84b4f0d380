using System.Text.RegularExpressions;

namespace SynthGen.Text;

/// <summary>Makes regular expressions of patterns that come from users or data, so that no match runs for ever.</summary>
public static class BoundedRegex
{
    /// <summary>The longest time that one match may take.</summary>
    public static TimeSpan TimeLimit { get; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Makes a regular expression whose matches take linear time, or, where the pattern looks around or back, end with a
    /// <see cref="RegexMatchTimeoutException"/> after <see cref="TimeLimit"/>.
    /// </summary>
    /// <param name="pattern">The pattern, in .NET's dialect.</param>
    /// <param name="options">The options, beside the engine.</param>
    /// <exception cref="ArgumentException">The pattern is not a valid regular expression.</exception>
    public static Regex Create(string pattern, RegexOptions options)
    {
        try
        {
            return new Regex(pattern, options | RegexOptions.NonBacktracking, TimeLimit);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, options, TimeLimit);
        }
    }
}
