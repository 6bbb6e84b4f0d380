using System.Text;
using SynthGen.Adapters.Retrieval;
using SynthGen.Languages;
using SynthGen.Quality;
using SynthGen.Quality.Gates;
using SynthGen.Retrieval;
using SynthGen.Rows;
using SynthGen.Tools;

namespace SynthGen.Adapters.Tests.Retrieval;

/// <summary>Searches by words in pages of many languages, in one index.</summary>
public sealed class LanguageSearchTests
{
    [Theory]
    [InlineData(NormalizationForm.FormC, NormalizationForm.FormC)]
    [InlineData(NormalizationForm.FormC, NormalizationForm.FormD)]
    [InlineData(NormalizationForm.FormD, NormalizationForm.FormC)]
    [InlineData(NormalizationForm.FormD, NormalizationForm.FormD)]
    public async Task Each_word_finds_its_page_however_its_accents_and_case_are_written(NormalizationForm pages, NormalizationForm queries)
    {
        using PageIndex index = await BuildAsync([.. LanguageSample.All.Select(sample => sample.Text.Normalize(pages))]);
        int most = LanguageSample.All.Max(sample => sample.Words.Count);
        Assert.Equal(5, most);
        List<string> missed = [];
        foreach ((LanguageSample sample, int number) in LanguageSample.All.Select((sample, i) => (sample, i + 1)))
        {
            foreach (string word in sample.Words.Select(word => word.Normalize(queries)))
            {
                foreach (string query in (string[])[word, word.ToUpperInvariant(), word.ToLowerInvariant(), $"\"{word}\""])
                {
                    // Pages of related languages have some of the words too.
                    if (!Find(index, query, 3).Contains(number))
                        missed.Add($"{sample.Language} {query}");
                }
            }
        }

        Assert.Empty(missed);
    }

    [Fact]
    public async Task Each_word_of_each_page_finds_it()
    {
        using PageIndex index = await BuildAsync([.. LanguageSample.All.Select(sample => sample.Text)]);
        List<string> missed = [];
        foreach ((LanguageSample sample, int number) in LanguageSample.All.Select((sample, i) => (sample, i + 1)))
        {
            missed.AddRange(sample.Text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)
                .Where(word => word.Any(char.IsLetterOrDigit) && !Find(index, word, 30).Contains(number))
                .Select(word => $"{sample.Language} {word}"));
        }

        Assert.Empty(missed);
    }

    [Theory]
    [InlineData("租", "承租人应于每\n月第一日支付租金。")]
    [InlineData("金", "承租人应于每\n月第一日支付租金。")]
    [InlineData("每月", "承租人应于每\n月第一日支付租金。")]
    [InlineData("租金", "支 付 租 金 。")]
    [InlineData("3月4日", "双方于2019年3月4日约定。")]
    [InlineData("2019年", "双方于2019年3月4日约定。")]
    [InlineData("承租人何时支付租金？", "承租人应于每月第一日支付租金。")]
    [InlineData("임차인", "임차인은 매월 차임을 지급한다.")]
    [InlineData("차임", "임차인은 매월 차\n임을 지급한다.")]
    [InlineData("ガス", "電気・ｶﾞｽ・水道の料金")]
    [InlineData("ｶﾞｽ", "電気・ガス・水道の料金")]
    [InlineData("5000", "金５，０００円")]
    [InlineData("ＬＧ전자", "LG전자가")]
    [InlineData("official file", "The oﬃcial ﬁle")]
    [InlineData("oﬃce", "The office")]
    [InlineData("STRASSE", "die Straße")]
    [InlineData("straße", "DIE STRASSE")]
    [InlineData("Rückzahlung", "Ru\u0308ck\u00ADzahlung")]
    [InlineData("istanbul", "İSTANBUL")]
    [InlineData("IŞIĞINDA", "ışığında")]
    [InlineData("hôtel", "l'hôtel")]
    [InlineData("l’hôtel", "l'hôtel")]
    [InlineData("Neill", "Mr. O'Neill")]
    [InlineData("أحمد", "احمد")]
    [InlineData("العقد", "العـــقد")]
    [InlineData("العقد", "ﺍﻟﻌﻘﺪ")]
    [InlineData("مدرسة", "مَدْرَسَه")]
    [InlineData("123", "١٢٣")]
    [InlineData("שלום", "שָׁלוֹם")]
    [InlineData("ΟΔΟΣ", "οδός")]
    [InlineData("еще", "ещё")]
    [InlineData("ज़मीन", "जमीन")]
    [InlineData("đồng", "ĐO\u0302\u0300NG")]
    [InlineData("H2O", "H₂O")]
    [InlineData("said", "said¹²")]
    [InlineData("สัญญา", "สิ้นสุดสัญญานี้")]
    public async Task A_text_is_found_by_what_it_says(string query, string text)
    {
        using PageIndex index = await BuildAsync(["A page of something else.", text]);
        Assert.Equal([2], Find(index, query, 1));
    }

    [Theory]
    [InlineData("租约")]
    [InlineData("임대인")]
    [InlineData("hot")]
    [InlineData("カス")]
    public async Task What_only_looks_alike_is_not_found(string query)
    {
        using PageIndex index = await BuildAsync(["承租人支付租金", "차임을", "l'hôtel", "ガス"]);
        Assert.Empty(Find(index, query, 9));
    }

    [Theory]
    [InlineData("承租人何时支付租金？", "承租人 租金", "承租人应于每月第一日向出租人支付租金")]
    [InlineData("出租人何时有权解除合同？", "出租人有权解除合同", "出租人有权依照")]
    [InlineData("賃料はいつ支払うか", "賃料の支払", "毎月一日に賃料として")]
    [InlineData("債務不履行があれば賃貸人は解除できるか", "解除 債務不履行", "重大な債務不履行にある場合")]
    [InlineData("임차인이 차임을 언제 지급하는가", "임차인 차임 지급", "매월 1일에 차임 4,250,000원을")]
    [InlineData("เมื่อใดผู้เช่าต้องชำระค่าเช่า", "ผู้เช่า ชำระค่าเช่า", "ผู้เช่าต้องชำระค่าเช่าเดือนละ")]
    [InlineData("متى يحق للمؤجر فسخ العقد؟", "فسخ العقد", "يحق للمؤجر فسخ العقد")]
    public async Task A_true_row_passes_the_gates(string query, string sought, string quote)
    {
        using PageIndex index = await BuildAsync([.. LanguageSample.All.Select(sample => sample.Text)]);
        int number = LanguageSample.All.Select((sample, i) => sample.Text.Contains(quote, StringComparison.Ordinal) ? i + 1 : 0).Max();
        OcrPage page = index.Find(number, "")!;
        SyntheticQuery row = new(query, [new ToolCall("full_text_search", new Dictionary<string, object?> { ["query"] = sought })], number)
        {
            Evidence = Evidence.At(page, page.Text.IndexOf(quote, StringComparison.Ordinal), quote.Length),
            AvailableTools = BuiltInTools.All,
        };
        foreach (IQualityGate gate in (IQualityGate[])
            [new WellFormedGate(index), new GroundedGate(GroundedGate.Threshold, index), new OverlapGate(OverlapGate.MostCopied, OverlapGate.LeastShared), new ExecutedGate(index, CallExecutor.TopK), new ArgumentProvenanceGate(index)])
        {
            GateResult result = gate.Test(new TestedRow(row, new IndexedPage(page)));
            Assert.True(result.Status == GateStatus.Passed, $"{result}");
        }
    }

    private static async Task<PageIndex> BuildAsync(string[] texts)
    {
        using PageIndexBuilder builder = new(new PageStoreFactory(), null, replace: false);
        for (int i = 0; i < texts.Length; i++)
            Assert.True(builder.Add(new OcrPage(i + 1, texts[i])));
        return await builder.CompleteAsync(default);
    }

    private static int[] Find(PageIndex index, string query, int top) => [.. index.Search("full_text_search", query, top).Select(hit => hit.Page)];
}
