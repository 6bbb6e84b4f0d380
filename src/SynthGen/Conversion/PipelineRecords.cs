using System.Management.Automation;

namespace SynthGen.Conversion;

/// <summary>Takes records from the pipeline. A live one costs a check of its type; each that cannot be converted is an error of its own.</summary>
internal static class PipelineRecords
{
    /// <summary>Returns the page that came in; null after an error.</summary>
    public static OcrPage? TakePage(this ModuleCmdlet cmdlet, PSObject? input)
    {
        if (input?.BaseObject is OcrPage live)
            return live;

        try
        {
            return PageRecords.Read(input);
        }
        catch (FormatException error)
        {
            cmdlet.WriteError(Errors.Create(
                "NotAnOcrPage", ErrorCategory.InvalidType, input, $"{RecordReader.Describe(input)} is not a page: {error.Message}.",
                "A page is whatever has a Text and a Number; Split-OcrDocument makes them of documents.", error));
            return null;
        }
    }

    /// <summary>Returns the row that came in; null after an error.</summary>
    public static DatasetRow? TakeRow(this ModuleCmdlet cmdlet, object? input)
    {
        object? bare = RecordReader.Bare(input);
        if (bare is DatasetRow live)
            return live;

        try
        {
            return RowRecords.ReadAny(input);
        }
        catch (FormatException error)
        {
            cmdlet.WriteError(Errors.Create(
                "NotASyntheticQuery", ErrorCategory.InvalidType, bare, $"{RecordReader.Describe(input)} is not a row of a dataset: {error.Message}.",
                "A row is whatever has a Query, Tools and a Page, or Messages; New-SyntheticQuery, New-ToolConversation and Import-ToolDataset give them.", error));
            return null;
        }
    }
}
