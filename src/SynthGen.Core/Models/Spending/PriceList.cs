using System.Text.Json;

namespace SynthGen.Models.Spending;

/// <summary>The price of a model's tokens.</summary>
/// <param name="Input">US dollars a million input tokens.</param>
/// <param name="Output">US dollars a million output tokens, thinking included.</param>
public sealed record Price(decimal Input, decimal Output)
{
    /// <summary>Returns the cost of some tokens, in US dollars.</summary>
    public decimal Of(long inputTokens, long outputTokens) => (inputTokens * Input + outputTokens * Output) / 1_000_000m;
}

/// <summary>Prices by model, from a JSON file: {"model": {"input": 0.30, "output": 2.50}}, US dollars a million tokens.</summary>
public sealed class PriceList
{
    private readonly IReadOnlyDictionary<string, Price> _prices;

    private PriceList(IReadOnlyDictionary<string, Price> prices) => _prices = prices;

    /// <summary>The built-in prices: a few, and possibly outdated.</summary>
    public static PriceList BuiltIn { get; } = Embedded();

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">The file has another form; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PriceList Read(string path) => Parse(File.ReadAllBytes(path));

    /// <summary>
    /// Returns a model's price, or that of the longest name in the list that the model's name starts with; null if
    /// there is none.
    /// </summary>
    public Price? Of(string model) =>
        _prices.Where(price => model.StartsWith(price.Key, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(price => price.Key.Length).Select(price => price.Value).FirstOrDefault();

    private static PriceList Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return new PriceList(document.RootElement.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Object).ToDictionary(
                member => member.Name,
                member => new Price(member.Value.GetProperty("input").GetDecimal(), member.Value.GetProperty("output").GetDecimal())));
        }
        catch (JsonException error)
        {
            throw new FormatException($"It is not JSON in line {error.LineNumber + 1}.", error);
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new FormatException("Each member must be {\"input\": number, \"output\": number}.", error);
        }
    }

    private static PriceList Embedded()
    {
        using Stream stream = typeof(PriceList).Assembly.GetManifestResourceStream("Prices.json")!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Parse(bytes);
    }
}
