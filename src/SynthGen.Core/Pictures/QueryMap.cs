using SynthGen.Pictures.Charts;
using SynthGen.Retrieval;
using SynthGen.Retrieval.Semantics;

namespace SynthGen.Pictures;

/// <summary>The map of queries: those that mean the same lie near each other.</summary>
internal static class QueryMap
{
    private const string Id = "map", Title = "Map of the queries";
    private const int FewestQueries = 3, LongestText = 160, MostTools = 3;

    /// <summary>Draws the map.</summary>
    /// <param name="sets">One set or two.</param>
    /// <param name="index">Its model embeds the queries; null for a model of the queries' own words.</param>
    /// <param name="cancellationToken">Cancels the computation.</param>
    public static Picture Of(IReadOnlyList<DatasetProfile> sets, PageIndex? index, CancellationToken cancellationToken)
    {
        (MapQuery Query, int Set)[] queries = [.. sets.SelectMany((set, i) => set.MapQueries.Where(query => !string.IsNullOrWhiteSpace(query.Text)).Select(query => (query, i)))];
        if (queries.Length < FewestQueries)
            return Picture.Without(Id, Title, "There are too few queries for a map.");

        string[] texts = [.. queries.Select(query => query.Query.Text)];
        IReadOnlyList<float[]>? vectors = index?.EmbedQueries(texts, cancellationToken);
        string model = vectors is not null ? $"by the embedding of the index ({index!.EmbeddingModel})"
            : index is not null ? "by a model of the queries' own words (latent semantic analysis), since the index's embedding is that of a service"
            : "by a model of the queries' own words (latent semantic analysis), since no index was given";
        vectors ??= OwnWords(texts, cancellationToken);
        (double X, double Y)[] places = PrincipalPlane.Project([.. vectors.Select(Unit)], cancellationToken);

        string[] tools = [.. queries.GroupBy(query => query.Query.Tool).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key)];
        PointValues[] series = sets.Count > 1
            ? [.. sets.Select((_, i) => Points(SetBars.NameOf(sets, i), i, which => queries[which].Set == i))]
            : [.. tools.Take(MostTools).Select((tool, i) => Points(tool.Length > 0 ? tool : "no call", i, which => queries[which].Query.Tool == tool))];
        PointValues others = Points("other tools", (int)ChartColor.Missing, which => sets.Count == 1 && !tools.Take(MostTools).Contains(queries[which].Query.Tool));
        long all = sets.Sum(set => set.Measure.Rows);
        string sample = all > queries.Length ? $" It shows a sample of {ChartText.Of(queries.Length, ChartUnit.Count)} of {ChartText.Of(all, ChartUnit.Count)} queries, drawn by the seed." : "";
        return new Picture(Id, Title,
            $"Each point is a query; points near each other ask for similar things, {model}, seen on the plane of most difference. Lumps are topics; an empty map with one lump is a set about one thing.{sample}",
            new PointChart([.. others.Points.Count > 0 ? [.. series, others] : series]));

        PointValues Points(string name, int color, Func<int, bool> isOne) => new(name, (ChartColor)color,
            [.. Enumerable.Range(0, queries.Length).Where(isOne).Select(which => new ChartPoint(Math.Round(places[which].X, 6), Math.Round(places[which].Y, 6), MarkupText.Of(texts[which], LongestText)))]);
    }

    private static IReadOnlyList<float[]> OwnWords(string[] texts, CancellationToken cancellationToken)
    {
        using LatentSemanticModel model = LatentSemanticTrainer.Train(texts.Length, texts, cancellationToken);
        return model.EmbedAsync(texts, EmbeddingUse.Query, cancellationToken).GetAwaiter().GetResult();
    }

    // What counts is the direction: a long query does not mean more.
    private static float[] Unit(float[] vector)
    {
        double length = Math.Sqrt(vector.Sum(value => (double)value * value));
        return length == 0 ? vector : [.. vector.Select(value => (float)(value / length))];
    }
}
