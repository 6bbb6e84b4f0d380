using SynthGen.Files;
using SynthGen.Pictures.Charts;

namespace SynthGen.Reports;

/// <summary>Writes reports: one file of HTML that needs nothing else. The same content gives the same bytes.</summary>
public static class ReportFile
{
    /// <summary>Writes a report whole: a file that is there is replaced at the end, or stays as it was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="placement">Whether it may replace one.</param>
    /// <param name="content">The content.</param>
    /// <param name="renderer">Draws the charts.</param>
    /// <param name="cancellationToken">Cancels the report; the file is then as it was.</param>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <exception cref="NotAFileException">The target is something else than a regular file.</exception>
    /// <exception cref="IOException">The file cannot be written, or is there and may not be replaced.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public static long Write(string path, FilePlacement placement, ReportContent content, IChartRenderer renderer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(renderer);
        byte[] page = Html.Write(ReportPage.Of(content, renderer, cancellationToken));
        using AtomicFile file = new(path, placement);
        try
        {
            file.Stream.Write(page);
            file.Commit();
        }
        catch
        {
            file.Discard();
            throw;
        }

        return page.Length;
    }
}
