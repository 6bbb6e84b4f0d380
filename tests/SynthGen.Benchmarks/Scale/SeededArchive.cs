using SynthGen.Documents;
using SynthGen.Documents.Shards;
using SynthGen.Hashing;
using SynthGen.Json;
using SynthGen.Models;

namespace SynthGen.Benchmarks.Scale;

/// <summary>An archive of any number of pages, each made from its number, and a model in process that answers at once with a row that quotes it.</summary>
internal sealed class SeededArchive : IChatModel
{
    private const string Source = "archive.txt";
    private const int Sentences = 14;

    // Of a hundred pages one repeats what another asks.
    private const int CopiesOf = 100;

    private static readonly string[] Openings =
    [
        "The tenant of the warehouse withheld the rent after the transfer switch had failed in the night",
        "The harbour master wrote to the owner of the pier that nobody had tested the generator since the spring",
        "The surveyor found the roof of the eastern shed in good repair but for the gutters along the quay",
        "The bank holds the deposit until the last survey of the premises is signed by both of the parties",
        "The notice of the termination was served on the lessee by registered mail in the second week of the month",
        "The insurer paid for the spoiled goods and took over the claims against the company that kept the compressors",
        "The court dismissed the motion since the affidavit named neither the vessel nor the day of its arrival",
    ];

    private static readonly string[] Closings =
    [
        "and the parties agreed to settle the account", "as the minutes of the meeting show", "which the ledger of the office confirms", "before the lease came to its end",
        "and no other claim was raised in writing", "as counsel said in a letter to the board", "while the appeal was still pending",
    ];

    private static readonly string[] Syllables = ["ba", "cor", "del", "fen", "gar", "hol", "jun", "kel", "lam", "mor", "nor", "pel", "quin", "ros", "sel", "tor", "ul", "ver", "wil", "zan"];

    /// <summary>Returns the numbers of a shard's pages.</summary>
    public static IEnumerable<int> PagesOf(int shard, int count, int pages) =>
        Enumerable.Range(1, pages).Where(number => PageShards.IndexOf(new PageKey(Source, number, number, null), count) == shard);

    /// <summary>Makes a page, as Select-PageShard gives it.</summary>
    public static OcrPage Page(int number)
    {
        StableRandom random = new((ulong)number);
        string[] lines = new string[Sentences + 1];
        for (int i = 0; i < Sentences; i++)
            lines[i] = $"{Openings[random.Next(Openings.Length)]}, {Closings[random.Next(Closings.Length)]}.";
        lines[random.Next(Sentences)] = Fact(number);
        lines[^1] = "";
        return new OcrPage(number, string.Join('\n', lines), Source).OfShard();
    }

    /// <inheritdoc/>
    public Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        string page = request.Turns[^1].Text;
        int start = page.IndexOf("Entry ", StringComparison.Ordinal), end = page.IndexOf('.', start);
        string fact = page[start..end];
        int number = int.Parse(fact.AsSpan(6, fact.IndexOf(' ', 6) - 6));
        string[] words = fact.Split(' ');
        string query = number % CopiesOf == 0 ? $"who guaranteed the freight of {Name(number / CopiesOf % 1000, 5)}" : $"what did {words[3]} {words[4]} owe {words[6]} {words[7]} for the freight in that year";
        string reply = JsonValue.ToJson(JsonValue.Object(("queries", new List<object?>
        {
            JsonValue.Object(
                ("query", query),
                ("tools", new List<object?> { JsonValue.Object(("name", "vector_search"), ("arguments", JsonValue.Object(("query", $"debt of {words[3]} to {words[6]}")))) }),
                ("evidence", fact)),
        })));
        return Task.FromResult(new ChatReply(reply, ChatFinish.Stop, "STOP", "bench-model-001") { InputTokens = request.EstimatedTokens, OutputTokens = reply.Length / 4 });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static string Fact(int number)
    {
        StableRandom random = new((ulong)number ^ 0x5EED);
        return $"Entry {number} records {Name(random.Next(1 << 28), 5)} {Name(random.Next(1 << 28), 4)} owing {Name(random.Next(1 << 28), 5)} {Name(random.Next(1 << 28), 4)} the freight of {1 + random.Next(900)} barrels.";
    }

    private static string Name(int value, int length)
    {
        string name = string.Concat(Enumerable.Range(0, length).Select(i => Syllables[(int)((uint)(value * 2654435761L >> (i * 5)) % (uint)Syllables.Length)]));
        return char.ToUpperInvariant(name[0]) + name[1..];
    }
}
