using System.Globalization;
using System.Text.Json;

namespace SynthGen.Models.Spending;

/// <summary>The price of a model's tokens.</summary>
/// <param name="Input">US dollars a million input tokens.</param>
/// <param name="Output">US dollars a million output tokens, thinking included.</param>
public sealed record Price(decimal Input, decimal Output)
{
    /// <summary>The day on which it was true; null if the list does not say.</summary>
    public DateOnly? Checked { get; init; }

    /// <summary>The last day on which it is to be true; null if none is known.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The price in jobs of a Batch API: half, at Gemini and OpenAI alike.</summary>
    public Price ForBatch() => this with { Input = Input / 2, Output = Output / 2 };

    /// <summary>The cost of some tokens, in US dollars.</summary>
    public decimal Of(long inputTokens, long outputTokens) => (inputTokens * Input + outputTokens * Output) / 1_000_000m;
}

/// <summary>
/// Prices by model, from a JSON file: {"model": {"input": 0.30, "output": 2.50}}, US dollars a million tokens. "checked" and
/// "until" may give days (2026-10-07); a price that is going to change is a list of them, in their order.
/// </summary>
public sealed class PriceList
{
    /// <summary>The highest price that is believed, US dollars a million tokens.</summary>
    public const decimal Highest = 100_000;

    private readonly IReadOnlyDictionary<string, IReadOnlyList<Price>> _prices;

    private PriceList(IReadOnlyDictionary<string, IReadOnlyList<Price>> prices) => _prices = prices;

    /// <summary>The built-in prices: a few, and possibly outdated.</summary>
    public static PriceList BuiltIn { get; } = Embedded();

    /// <summary>The names of the models.</summary>
    public IEnumerable<string> Models => _prices.Keys;

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">The file has another form; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PriceList Read(string path) => Parse(File.ReadAllBytes(path));

    /// <summary>A model's price today, as <see cref="Of(string, DateOnly)"/> finds it.</summary>
    public Price? Of(string model) => Of(model, DateOnly.FromDateTime(DateTime.UtcNow));

    /// <summary>A model's price, or that of the longest name in the list that the model's begins with; null if there is none.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="day">The day; after all that is known the last price counts.</param>
    public Price? Of(string model, DateOnly day) =>
        _prices.Where(price => model.StartsWith(price.Key, StringComparison.OrdinalIgnoreCase)).OrderByDescending(price => price.Key.Length)
            .Select(price => price.Value.FirstOrDefault(one => one.Until is null || day <= one.Until) ?? price.Value[^1]).FirstOrDefault();

    private static PriceList Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            Dictionary<string, IReadOnlyList<Price>> prices = [];
            foreach (JsonProperty member in document.RootElement.EnumerateObject().Where(IsPriced))
                prices[member.Name] = ReadAll(member);
            return new PriceList(prices);
        }
        catch (JsonException error)
        {
            throw new FormatException($"It is not JSON in line {error.LineNumber + 1}.", error);
        }
        catch (InvalidOperationException error)
        {
            throw new FormatException("It is not an object.", error);
        }
    }

    private static IReadOnlyList<Price> ReadAll(JsonProperty member)
    {
        try
        {
            return member.Value.ValueKind == JsonValueKind.Array ? [.. member.Value.EnumerateArray().Select(Read)] : [Read(member.Value)];
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new FormatException(
                $"'{member.Name}' must be {{\"input\": number, \"output\": number}}, from 0 to {Highest:#,0}, with \"checked\" and \"until\" as in \"2026-10-07\" if at all.", error);
        }
    }

    // A text is a comment.
    private static bool IsPriced(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Number => true,
        JsonValueKind.Array => member.Value.GetArrayLength() > 0,
        _ => false,
    };

    private static Price Read(JsonElement price) => new(Amount(price, "input"), Amount(price, "output"))
    {
        Checked = Day(price, "checked"),
        Until = Day(price, "until"),
    };

    private static decimal Amount(JsonElement price, string name) =>
        price.GetProperty(name).GetDecimal() is >= 0 and <= Highest and decimal amount ? amount : throw new FormatException("The price is not a price.");

    private static DateOnly? Day(JsonElement price, string name) =>
        price.TryGetProperty(name, out JsonElement day) ? DateOnly.ParseExact(day.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static PriceList Embedded()
    {
        using Stream stream = typeof(PriceList).Assembly.GetManifestResourceStream("Prices.json")!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Parse(bytes);
    }
}
