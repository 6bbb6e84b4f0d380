using System.Management.Automation;
using SynthGen.Datasets;
using SynthGen.Datasets.Formats;

namespace SynthGen;

/// <summary>Refuses formats that are a folder, of which no rows can be read.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateFileFormatAttribute : ValidateArgumentsAttribute
{
    /// <summary>The names of the formats of files.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. DatasetFormats.Exports.Where(format => !format.IsFolder).Select(format => format.Name)];

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is DatasetFormat { IsFolder: true } format)
            throw new ValidationMetadataException($"The format {format} is a folder for other programs, of which no rows can be read.");
    }
}
