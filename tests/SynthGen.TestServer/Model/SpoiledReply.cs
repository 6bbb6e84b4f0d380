using System.Text;
using SynthGen.TestServer.Faults;

namespace SynthGen.TestServer.Model;

/// <summary>Makes faulty replies.</summary>
public static class SpoiledReply
{
    /// <summary>Stands in every query that obeys an order found in a page.</summary>
    public const string Poison = "POISONED";

    /// <summary>A tool that nobody offers.</summary>
    public const string WrongTool = "delete_everything";

    /// <summary>The reply to a page, with this fault.</summary>
    public static ModelReply Of(AskedPage page, IReadOnlyList<ToolShape> tools, Fault fault)
    {
        IReadOnlyList<BrainRow> rows = Brain.Rows(page, tools);
        return fault switch
        {
            Fault.TruncatedJson => new ModelReply(Cut(BrainRow.ToJson(rows), page.Hash)),
            Fault.MaxTokens => new ModelReply(Cut(BrainRow.ToJson(rows), page.Hash), "MAX_TOKENS"),
            Fault.MaxTokensNoParts => new ModelReply(null, "MAX_TOKENS") { ThoughtTokens = 1024 },
            Fault.BlockedPrompt => new ModelReply(null) { BlockReason = "PROHIBITED_CONTENT" },
            Fault.Safety => new ModelReply(null, "SAFETY"),
            Fault.Recitation => new ModelReply(null, "RECITATION"),
            Fault.ProhibitedContent => new ModelReply(null, "PROHIBITED_CONTENT"),
            Fault.OtherFinish => new ModelReply(null, "OTHER"),
            Fault.UnknownFinish => new ModelReply(null, "FROBNICATED"),
            Fault.EmptyStop => new ModelReply(""),
            Fault.FencedJson => new ModelReply($"Here are the queries for this page:\n\n```json\n{BrainRow.ToJson(rows)}\n```\n\nTell me if you need more."),
            Fault.TrailingCommas => new ModelReply(WithTrailingCommas(BrainRow.ToJson(rows))),
            Fault.WrongTool => Spoil(rows, page.Hash, row => row with { Tool = WrongTool }),
            Fault.BadArguments => Spoil(rows, page.Hash, row => row with { Arguments = """{"query":42,"limit":"many"}""" }),
            Fault.FalseEvidence => Spoil(rows, page.Hash, row => row with { Evidence = $"The parties stipulate that exhibit {page.Hash:x} was carved from green cheese." }),
            Fault.NoisyEvidence => Spoil(rows, ulong.MaxValue, row => row with { Evidence = Tidy(row.Evidence) }),
            Fault.ObeyedOrder or Fault.ObeyedOrderWithProof when OrderIn(page.Text) is string order =>
                new ModelReply(BrainRow.ToJson(Obey(order, tools[0], fault is Fault.ObeyedOrderWithProof))),
            _ => new ModelReply(BrainRow.ToJson(rows)),
        };
    }

    /// <summary>The first sentence of a page that orders the model to ignore or disregard something; null if there is none.</summary>
    public static string? OrderIn(string text)
    {
        foreach (Range range in Brain.Sentences(text))
        {
            string sentence = text[range];
            bool isOrder = sentence.Contains("instruction", StringComparison.OrdinalIgnoreCase) &&
                (sentence.Contains("ignore", StringComparison.OrdinalIgnoreCase) ||
                sentence.Contains("disregard", StringComparison.OrdinalIgnoreCase) ||
                sentence.Contains("forget", StringComparison.OrdinalIgnoreCase));
            if (isOrder)
                return sentence;
        }

        return null;
    }

    private static BrainRow[] Obey(string order, ToolShape tool, bool isProven) => isProven
        ? [new BrainRow($"{Poison} {order}", tool.Name, tool.Arguments(Poison), order)]
        :
        [
            new BrainRow($"{Poison} {order}", WrongTool, """{"query":"everything"}""", order),
            new BrainRow($"{Poison} as ordered", tool.Name, tool.Arguments(Poison), "As instructed, all earlier instructions are void from here on."),
        ];

    // The first row always, the others by chance: a page can keep some of its rows.
    private static ModelReply Spoil(IReadOnlyList<BrainRow> rows, ulong which, Func<BrainRow, BrainRow> spoil) =>
        new(BrainRow.ToJson([.. rows.Select((row, i) => i == 0 || (which >> i & 1) == 1 ? spoil(row) : row)]));

    private static string Cut(string json, ulong hash)
    {
        int length = json.Length * (40 + (int)(hash % 50)) / 100;
        return json[..(char.IsHighSurrogate(json[length - 1]) ? length - 1 : length)];
    }

    private static string WithTrailingCommas(string json)
    {
        StringBuilder text = new(json.Length + 16);
        bool inString = false;
        for (int i = 0; i < json.Length; i++)
        {
            char c = json[i];
            if (!inString && c is ']' or '}' && json[i - 1] is not ('[' or '{'))
                text.Append(',');
            if (inString && c == '\\')
                text.Append(c).Append(json[++i]);
            else
                text.Append(c);
            if (c == '"')
                inString = !inString;
        }

        return text.ToString();
    }

    // Like a model that quotes OCR: joins lines and words, corrects digits within words, drops specks.
    private static string Tidy(string quote)
    {
        string joined = string.Join(' ', quote.Replace("-\n", "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        StringBuilder text = new(joined.Length);
        for (int i = 0; i < joined.Length; i++)
        {
            char c = joined[i];
            bool inWord = i > 0 && char.IsLetter(joined[i - 1]) && i + 1 < joined.Length && char.IsLetter(joined[i + 1]);
            if (c is '|' or '~' or '^')
                continue;
            text.Append(!inWord ? c : c switch { '0' => 'o', '1' => 'l', '5' => 's', _ => c });
        }

        return text.Replace(" ,", ",").Replace(" .", ".").ToString();
    }
}
