using System.Xml.Linq;
using SynthGen.Adapters.Charts;
using SynthGen.Pictures.Charts;

namespace SynthGen.Adapters.Tests.Charts;

public sealed class OxyPlotRendererTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Each_bar_has_its_colour_and_its_value_on_hover(bool isUpright, bool isStacked)
    {
        BarChart chart = new(["a < b", "second"], [new BarValues("one", ChartColor.First, [3, null]), new BarValues("two", ChartColor.Bad, [0, 1234.5])]) { IsUpright = isUpright, IsStacked = isStacked };
        XElement svg = new OxyPlotRenderer().Draw(chart);
        Assert.Equal([("first", "a < b, one: 3"), ("bad", "second, two: 1,234.5")], Titles(svg));
        string[] labels = [.. svg.Elements(Svg + "text").Select(text => text.Value)];
        Assert.Empty(new[] { "a < b", "second", "one", "two" }.Except(labels));
    }

    [Fact]
    public void Each_cell_and_each_point_has_its_text_and_the_legend_has_none()
    {
        CellChart cells = new([new CellLine("1 – 2", [new ChartCell(ChartColor.Empty, "page 1"), new ChartCell(ChartColor.High, "page 2")])], [(ChartColor.Empty, "no row"), (ChartColor.High, "many")]);
        Assert.Equal([("empty", "page 1"), ("high", "page 2")], Titles(new OxyPlotRenderer().Draw(cells)));

        PointChart points = new(
        [
            new PointValues("a", ChartColor.First, [.. Enumerable.Range(0, 1000).Select(i => new ChartPoint(i % 7, i % 7, $"point {i}"))]),
            new PointValues("b", ChartColor.Second, [new ChartPoint(3, 3, "other")]),
        ]);
        (string Color, string Text)[] titles = Titles(new OxyPlotRenderer().Draw(points));
        Assert.Equal([.. Enumerable.Range(0, 1000).Select(i => ("first", $"point {i}")).Append(("second", "other")).Order()], titles.Order());
    }

    [Fact]
    public void Colours_are_classes_and_nothing_is_referred_to()
    {
        XElement svg = new OxyPlotRenderer().Draw(new LineChart([new PointValues("a", ChartColor.First, [new ChartPoint(0, 0, ""), new ChartPoint(10, 5, "")])]) { ValueTitle = "different words" });
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName is "style" or "fill" or "stroke" or "href" or "clip-path" or "font-family");
        Assert.Contains(svg.Elements(Svg + "polyline"), line => line.Attribute("class")!.Value == "first");
        Assert.Contains(svg.Elements(Svg + "text"), text => text.Value == "different words");
        Assert.Equal("0 0 680 260", svg.Attribute("viewBox")!.Value);
    }

    [Fact]
    public void The_same_chart_is_the_same_text()
    {
        BarChart chart = new([.. Enumerable.Range(0, 12).Select(i => $"category {i}")], [new BarValues("one", ChartColor.First, [.. Enumerable.Range(0, 12).Select(i => (double?)i / 11)])]) { Unit = ChartUnit.Measure };
        Assert.Equal(new OxyPlotRenderer().Draw(chart).ToString(), new OxyPlotRenderer().Draw(chart).ToString());
    }

    [Fact]
    public void A_long_name_is_cut_between_characters_and_whole_on_hover()
    {
        string name = $"{new string('a', 32)}🚰🚰🚰";
        XElement svg = new OxyPlotRenderer().Draw(new BarChart([name], [new BarValues("one", ChartColor.First, [1])]));
        Assert.Contains(svg.Elements(Svg + "text"), text => text.Value == $"{new string('a', 32)}…");
        Assert.Equal([("first", $"{name}: 1")], Titles(svg));
    }

    private static (string Color, string Text)[] Titles(XElement svg) => [.. svg.Descendants(Svg + "title").Select(title => (title.Parent!.Attribute("class")!.Value, title.Value))];
}
