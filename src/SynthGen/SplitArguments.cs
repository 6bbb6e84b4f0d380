using System.Management.Automation;
using System.Text.RegularExpressions;
using SynthGen.Documents;
using SynthGen.Documents.Marks;
using SynthGen.Documents.Numbers;

namespace SynthGen;

/// <summary>Reads the parameters for markers and pages. An unreadable value ends the command.</summary>
internal static class SplitArguments
{
    /// <summary>The requested marker; null to detect each document's own.</summary>
    public static PageMarker? ReadMarker(ModuleCmdlet command, PageMarkerKind kind, string? pattern)
    {
        if (pattern is null)
            return PageMarker.Of(kind);

        if (command.MyInvocation.BoundParameters.ContainsKey("Marker"))
        {
            command.ThrowTerminatingError(Errors.Create(
                "MarkerAndPattern", ErrorCategory.InvalidArgument, pattern,
                "-Marker and -MarkerPattern exclude each other.", "Leave one of them out."));
        }

        try
        {
            return PageMarker.FromPattern(pattern);
        }
        catch (RegexParseException error)
        {
            command.ThrowTerminatingError(Errors.Create(
                "InvalidMarkerPattern", ErrorCategory.InvalidArgument, pattern,
                $"-MarkerPattern is not a regular expression: {error.Message}",
                "Correct it, and put a backslash before signs that are meant as such.", error));
        }

        return null;
    }

    /// <summary>The requested pages; null for all.</summary>
    public static PageSelection? ReadPages(ModuleCmdlet command, string[]? ranges)
    {
        if (ranges is null)
            return null;

        try
        {
            return PageSelection.Parse(ranges);
        }
        catch (FormatException error)
        {
            command.ThrowTerminatingError(Errors.Create(
                "InvalidPageRange", ErrorCategory.InvalidArgument, ranges.Length == 1 ? ranges[0] : ranges,
                $"-Page: {error.Message}", "Give page numbers from 1 on, or ranges of them: 7, 5..20, 30.., iv.", error));
            return null;
        }
    }
}
