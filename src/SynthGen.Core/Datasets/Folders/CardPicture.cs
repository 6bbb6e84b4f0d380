using SynthGen.Pictures;
using SynthGen.Pictures.Charts;

namespace SynthGen.Datasets.Folders;

/// <summary>A picture of a dataset card: a file of SVG beside it.</summary>
/// <param name="Path">The path in the folder, with forward slashes.</param>
/// <param name="Title">Its name.</param>
/// <param name="Caption">What it shows; empty for further charts of one picture.</param>
/// <param name="Content">The file.</param>
internal sealed record CardPicture(string Path, string Title, string Caption, byte[] Content)
{
    /// <summary>The folder of the pictures.</summary>
    public const string Folder = "images";

    /// <summary>Draws the pictures of a set; those that it has no data for are left out.</summary>
    public static IReadOnlyList<CardPicture> Of(DatasetProfile profile, DatasetCardOptions options)
    {
        if (options.Charts is not { } create)
            return [];

        IChartRenderer renderer = create();
        return [.. DatasetPictures.Of([profile], index: null, CancellationToken.None)
            .SelectMany(picture => picture.Charts.Select((chart, i) => Draw(picture, chart.Name, chart.Chart, i, renderer)))];
    }

    /// <summary>Whether a path in the folder is that of a picture that a card may have.</summary>
    public static bool IsOne(string path) => DatasetPictures.Ids.Any(id => path == $"{Folder}/{id}.svg" || path == $"{Folder}/{id}-2.svg");

    private static CardPicture Draw(Picture picture, string name, Chart chart, int i, IChartRenderer renderer)
    {
        string file = i == 0 ? picture.Id : $"{picture.Id}-{i + 1}";
        return new CardPicture(
            $"{Folder}/{file}.svg", name, i == 0 ? picture.Caption : "",
            SvgPicture.ToFile(SvgPicture.Draw(renderer, chart, file, name, ChartTable.Of(chart).Describe())));
    }
}
