using System.Management.Automation;
using SynthGen.Text;

namespace SynthGen;

/// <summary>Makes what an error prints printable: its message, the name of its target, its exceptions. The target stays as it is.</summary>
internal static class PrintableError
{
    /// <summary>The record, changed in place; another one if its exception cannot be shown.</summary>
    public static ErrorRecord Of(ErrorRecord error)
    {
        ErrorRecord shown = IsPrintable(error.Exception) ? error
            : new ErrorRecord(Plain(error.Exception), error.FullyQualifiedErrorId, error.CategoryInfo.Category, error.TargetObject);
        shown.ErrorDetails = new ErrorDetails(PrintableText.Line(error.ErrorDetails?.Message ?? error.Exception.Message));
        if (!PrintableText.IsLine(shown.CategoryInfo.TargetName))
            shown.CategoryInfo.TargetName = PrintableText.Line(shown.CategoryInfo.TargetName);
        return shown;
    }

    // Of the class that scripts catch, if it can be made.
    private static Exception Plain(Exception exception) => PrintableText.Lines(exception.Message) is var message && exception is ItemNotFoundException
        ? new ItemNotFoundException(message)
        : new InvalidOperationException(message);

    // Get-Error and scripts show the exceptions too.
    private static bool IsPrintable(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (PrintableText.Lines(exception.Message) != exception.Message)
                return false;
        }

        return true;
    }
}
