using CsCheck;
using SynthGen.Languages;
using SynthGen.Quality;
using SynthGen.Quality.Gates;
using SynthGen.Quality.Testing;
using static SynthGen.Core.Tests.Quality.GateTestKit;

namespace SynthGen.Core.Tests.Quality;

/// <summary>Queries that are whole, and those that are not. Each kind of fault stands beside sound queries that look like it.</summary>
public sealed class WellFormedTests
{
    private static readonly OcrPage Meeting = new(1,
        "In March 2016 Papadopoulos met Mifsud in Rome, and Robert S. Harrow wrote to Mr. Nordahl about Russian tenants. The governrnent of Skarvoy " +
        "then told Butina that the harbour committee had paid the rent because the agreement was signed by Walla Walla Partners.", "report.txt", 1);

    private static readonly OcrPage Other = new(2, "The government and the committee of the island met again. They talked about compressors, an agreement and the harbour.", "report.txt", 2);

    public static TheoryData<string> Codes => LanguageSample.Codes;

    [Theory]
    [InlineData("What did Brandvold inspect?")]
    [InlineData("Who did he meet with?")]
    [InlineData("What is it made of?")]
    [InlineData("where did Mifsud come from")]
    [InlineData("Trump Tower Moscow letter of intent")]
    [InlineData("Kilimnik")]
    [InlineData("§ 1512(c)(2) obstruction")]
    [InlineData("crimes Gates was charged with")]
    [InlineData("Who told Mifsud that?")]
    [InlineData("Who was elected President?")]
    [InlineData("What did Comey tell the Senator?")]
    [InlineData("What does Exhibit B say about rent?")]
    [InlineData("contents of Appendix C.")]
    [InlineData("What is Plan B?")]
    [InlineData("Who represented Thulvik Refrigeration Inc.?")]
    [InlineData("When did the meeting in Washington, D.C. end?")]
    [InlineData("What happened at 10 a.m.?")]
    [InlineData("Where does it talk about Department of Justice?")]
    [InlineData("Find Adkins v. Children's Hospital of D. C.")]
    [InlineData("Which letters (1) and 2) are named?")]
    [InlineData("the tenants' rights and the landlord's duties")]
    [InlineData("What did the \u201CFancy Bear\u201D report call 'a breach'?")]
    [InlineData("Is a pipe of 5\" allowed by the lease?")]
    [InlineData("What did he say about items a) and b)?")]
    [InlineData("Did she say that that was so?")]
    [InlineData("Who is Boutros Boutros-Ghali?")]
    [InlineData("Who owns Walla Walla Partners?")]
    [InlineData("Did WikiLeaks, DCLeaks and YouTube carry posts of NGOs on the b2b market in mp3 or pdf?")]
    [InlineData("What is the US policy?")]
    [InlineData("And who paid the rent?")]
    [InlineData("But why was the rent paid?")]
    [InlineData("Of the tenants, who paid the rent?")]
    [InlineData("to whom did the committee pay rent")]
    [InlineData("meaning of \"because\" in the lease")]
    [InlineData("What is Russia to Papadopoulos?")]
    [InlineData("Who inspected harbours and committees?")]
    [InlineData("What did van der Zwaan admit to?")]
    [InlineData("What if the tenant leaves?")]
    [InlineData("What did the government do?")]
    public void A_whole_query_passes(string query)
    {
        Assert.Equal((GateStatus.Passed, null), Judge(query, withIndex: true));
        Assert.Equal((GateStatus.Passed, null), Judge(query, withIndex: false));
    }

    [Theory]
    [InlineData("2016?", "NoLetters")]
    [InlineData("?!", "NoLetters")]
    [InlineData("What did \u0007 he say?", "ControlCharacter")]
    [InlineData("What did he say\uFFFD about rent?", "ControlCharacter")]
    [InlineData("What did {name} say about rent?", "Markup")]
    [InlineData("What did {{ company }} pay?", "Markup")]
    [InlineData("What did <person> say?", "Markup")]
    [InlineData("Who paid the rent?</s>", "Markup")]
    [InlineData("Who paid the **rent**?", "Markup")]
    [InlineData("What did [TENANT NAME] pay?", "Markup")]
    [InlineData("Query: who paid the rent?", "Markup")]
    [InlineData("1. Who paid the rent?", "Markup")]
    [InlineData("rent &amp; costs of the pier", "Markup")]
    [InlineData("What does \"the rent mean?", "Unbalanced")]
    [InlineData("What does \u201Cthe rent mean?", "Unbalanced")]
    [InlineData("What does the rent (of the pier mean?", "Unbalanced")]
    [InlineData("What does the rent) of the pier mean?", "Unbalanced")]
    [InlineData("every mention of 512) U.S., at 42", "Unbalanced")]
    [InlineData("every mention of 410 U.S., at 222)", "Unbalanced")]
    [InlineData("What does 'the rent mean?", "Unbalanced")]
    [InlineData("Was bedeutet \u00BBMiete?", "Unbalanced")]
    [InlineData("What did the Office say of the", "CutEnd")]
    [InlineData("What did the Office say of the?", "CutEnd")]
    [InlineData("Who paid the rent and?", "CutEnd")]
    [InlineData("letter of intent for", "CutEnd")]
    [InlineData("Who paid the rent,", "CutEnd")]
    [InlineData("Who paid the rent of...", "CutEnd")]
    [InlineData("the committee had", "CutEnd")]
    [InlineData("Who wrote to Mr.?", "CutName")]
    [InlineData("letter to Mrs.", "CutName")]
    [InlineData("What did Robert S.?", "CutName")]
    [InlineData("Who lives in the U.S?", "CutName")]
    [InlineData("What did she hear of Senator?", "CutName")]
    [InlineData("What did the the Office say?", "DoubledWord")]
    [InlineData("Who paid paid rent to the pier?", "DoubledWord")]
    [InlineData("meeting of the of the committee", "DoubledWord")]
    [InlineData("the Moscow Moscow Moscow tower", "DoubledWord")]
    [InlineData("however", "Fragment")]
    [InlineData("Who said that?", "Fragment")]
    [InlineData("What did the tenant and his?", "CutEnd")]
    [InlineData("harbour lease or", "CutEnd")]
    [InlineData("harbour lease lease", "DoubledWord")]
    [InlineData("Where is Burnet v. Coronado Oil & Gas Co. discussed discussed?", "DoubledWord")]
    [InlineData("What is it?", "Fragment")]
    [InlineData("and the rent of the pier", "Fragment")]
    [InlineData("Who did the w0rk on the pier?", "MisreadWord")]
    [InlineData("Who paid for the invEstIgation of the pier?", "MisreadWord")]
    public void A_broken_query_fails_with_or_without_an_index(string query, string reason)
    {
        Assert.Equal((GateStatus.Failed, reason), Judge(query, withIndex: true));
        Assert.Equal((GateStatus.Failed, reason), Judge(query, withIndex: false));
    }

    [Theory]
    [InlineData("What did Mifsu say about Rome?", "CutName")]
    [InlineData("Who met in Marc 2016?", "CutName")]
    [InlineData("When did Papadopoulo meet them in Rome?", "CutName")]
    [InlineData("Who told Butin about the rent?", "CutName")]
    [InlineData("What did Robert S?", "CutName")]
    [InlineData("told Butina that the harbour committ", "CutName")]
    [InlineData("greement was signed by the Partners", "CutName")]
    [InlineData("was signed by Walla Walla Partners", "Fragment")]
    [InlineData("then told Butina that the harbour committee", "Fragment")]
    [InlineData("What did the governrnent tell Butina?", "MisreadWord")]
    [InlineData("Which cornmittee paid the rent?", "MisreadWord")]
    [InlineData("Who repaired the c0mpressors?", "MisreadWord")]
    public void What_the_document_has_whole_is_missed_in_the_query(string query, string reason) =>
        Assert.Equal((GateStatus.Failed, reason), Judge(query, withIndex: true));

    [Theory]
    [InlineData("What did Kushn send to Sanders?", "Kushner sent Sanders", "CutName")]
    [InlineData("Where is \"The Seychell Meetings\"?", "\"The Seychelles Meetings\"", "CutName")]
    [InlineData("When did the Republica Committee meet?", "Republican Committee", "CutName")]
    [InlineData("What did Bernie Sander pay?", "Sanders paid", "CutName")]
    [InlineData("What did the Russia expert send?", "Russian expert", null)]
    [InlineData("Who is the Tenant of the quay?", "Tenants of the quay", null)]
    [InlineData("What did the Kushners send to Sanders?", "Kushner sent Sanders", null)]
    [InlineData("What did Mississipp state?", "Mississippi stated", "CutName")]
    [InlineData("What is Stanley v. Illino cited for?", "Stanley v. Illinois", "CutName")]
    [InlineData("What did the Iraq envoy say?", "Iraqi envoy", null)]
    public void What_the_call_seeks_whole_is_missed_in_the_query(string query, string sought, string? reason)
    {
        OcrPage page = new(1, "Kushner sent Bernie Sanders word of The Seychelles Meetings. The Republican Committee and Russian Tenants of the quay met. " +
            "Mississippi stated what Stanley v. Illinois is cited for, and an Iraqi envoy spoke.", "report.txt", 1);
        using MemoryPageIndex index = new([page, Other]);
        GateResult result = new WellFormedGate(index).Test(new TestedRow(Row(query, Words(sought)) with { Source = "report.txt" }, new IndexedPage(page)));
        Assert.Equal(reason, result.Reason);
    }

    [Theory]
    [InlineData("What did the Russia expert say?")]
    [InlineData("Who are the tenant and the harbours?")]
    [InlineData("rent paid by Walla Walla Partners")]
    [InlineData("What do modern harbours need?")]
    [InlineData("Which clerk can hear the case?")]
    [InlineData("What is the opinion of the Skarvoyans?")]
    [InlineData("\"was signed by Walla Walla Partners\"")]
    [InlineData("Who has a hearing?", "The bearing of the quay.")]
    [InlineData("What did the governrnent tell Butina?", "The governrnent of the quay.")]
    [InlineData("What did Mifsu say about Rome?", "Mifsu was a village.")]
    public void Words_of_the_document_and_of_the_language_are_whole(string query, string third = "A third page.") =>
        Assert.Equal((GateStatus.Passed, null), Judge(query, withIndex: true, third));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Sentences_of_every_language_pass(string language)
    {
        LanguageSample sample = LanguageSample.Of(language);
        OcrPage page = new(1, sample.Text, "sample.txt", 1);
        using MemoryPageIndex index = new([page, new(2, LanguageSample.Of("en").Text, "sample.txt", 2)]);
        WellFormedGate gate = new(index), blind = new(null);
        List<string> failed = [];
        foreach (string query in Sentences(sample.Text).Concat(sample.Words.Where(word => word.Any(char.IsLetter))).Append(string.Join(' ', sample.Words)))
        {
            SyntheticQuery row = new(query, [], 1);
            failed.AddRange(new[] { gate.Test(new TestedRow(row, new IndexedPage(page))), blind.Test(new TestedRow(row, null)) }
                .Where(result => result.Status != GateStatus.Passed).Select(result => $"{query}: {result.Reason} {result.Detail}"));
        }

        Assert.True(failed.Count == 0, string.Join('\n', failed));
    }

    [Fact]
    public void Every_text_has_a_verdict_and_the_same_one_again() => Gen.String.Sample(
        text =>
        {
            (GateStatus, string?) verdict = Judge(text, withIndex: true);
            return verdict == Judge(text, withIndex: true) && verdict.Item1 is GateStatus.Passed or GateStatus.Failed;
        },
        iter: 2000);

    [Fact]
    public void A_sound_query_with_one_fault_fails_wherever_the_fault_is() => Gen.Select(Gen.Int[0, 4], Gen.Int[0, 8]).Sample(
        (at, fault) =>
        {
            string[] words = "What did Brandvold inspect in March?".Split(' '), faults = ["\"", "\u201C", "(", "]", "{x}", "<b>", "\u0000", "the the", "w0rk"];
            words[at] = $"{faults[fault]} {words[at]}";
            return Judge(string.Join(' ', words), withIndex: true).Status == GateStatus.Failed;
        });

    [Fact]
    public void A_query_that_never_ends_fails()
    {
        Assert.Equal((GateStatus.Failed, "TooLong"), Judge(string.Concat(Enumerable.Repeat("the rent of the pier ", 50)), withIndex: false));
        Assert.Equal(GateStatus.Passed, Judge("Which of the tenants paid the rent " + string.Concat(Enumerable.Repeat("before the harbour was frozen again, ", 12)) + "and why?", withIndex: false).Status);
    }

    [Fact]
    public void Grammar_is_not_asked_of_other_languages()
    {
        foreach (string query in (string[])["Wann wird die die Miete betreffende Klausel fällig", "Que nous nous devons de payer le loyer", "Wie is de eigenaar van de", "hvem betaler for", "¿Quién paga la renta y la?", "căn nhà của ai thì"])
            Assert.Equal((GateStatus.Passed, null), Judge(query, withIndex: true));
    }

    // Whole sentences: a point after a short word or a figure, or within brackets, may not end one.
    private static IEnumerable<string> Sentences(string text)
    {
        foreach (string paragraph in text.Split("\n\n"))
        {
            string line = paragraph.ReplaceLineEndings(" ").Trim();
            int start = 0;
            for (int i = 1; i < line.Length; i++)
            {
                bool isEnd = i == line.Length - 1 ||
                    (".?!。？！।".Contains(line[i]) && char.IsWhiteSpace(line[i + 1]) && line[..i].TakeLast(4).All(char.IsLetter) && line[start..i].Count(c => c == '(') == line[start..i].Count(c => c == ')'));
                if (!isEnd)
                    continue;
                if (i + 1 - start is > 20 and < 600)
                    yield return line[start..(i + 1)].Trim().TrimStart([.. "0123456789. "]);
                start = i + 1;
            }
        }
    }

    private static (GateStatus Status, string? Reason) Judge(string query, bool withIndex, string third = "A third page.")
    {
        using MemoryPageIndex index = new([Meeting, Other, new(3, third, "report.txt", 3)]);
        GateResult result = new WellFormedGate(withIndex ? index : null)
            .Test(new TestedRow(Row(query) with { Source = "report.txt" }, withIndex ? new IndexedPage(Meeting) : null));
        return (result.Status, result.Reason);
    }
}
