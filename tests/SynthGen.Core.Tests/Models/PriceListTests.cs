using SynthGen.Models.Spending;

namespace SynthGen.Core.Tests.Models;

public sealed class PriceListTests
{
    [Theory]
    [InlineData("2026-11-26", 0.75, 3.75)]
    [InlineData("2026-12-31", 0.75, 3.75)]
    [InlineData("2027-01-01", 1.50, 7.50)]
    public void The_default_model_has_a_price_with_the_day_on_which_it_was_checked(string day, double input, double output)
    {
        Price price = PriceList.BuiltIn.Of("gemini-3.8-flash", DateOnly.Parse(day))!;

        Assert.Equal(((decimal)input, (decimal)output, new DateOnly(2026, 10, 7)), (price.Input, price.Output, price.Checked));
    }

    [Fact]
    public void After_all_that_is_known_the_last_price_counts()
    {
        PriceList list = Read("""{"m": [{"input": 1, "output": 2, "until": "2026-01-01"}, {"input": 3, "output": 4, "until": "2026-06-01"}]}""");

        Assert.Equal(3, list.Of("m-large", new DateOnly(2030, 1, 1))!.Input);
    }

    [Theory]
    [InlineData("""{"m": [{"input": 1}]}""")]
    [InlineData("""{"m": {"input": 1, "output": 2, "checked": "yesterday"}}""")]
    [InlineData("""{"m": {"input": 1, "output": 2, "until": 2026}}""")]
    public void A_price_that_cannot_be_read_is_an_error(string json) => Assert.Throws<FormatException>(() => Read(json));

    private static PriceList Read(string json)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, json);
            return PriceList.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
