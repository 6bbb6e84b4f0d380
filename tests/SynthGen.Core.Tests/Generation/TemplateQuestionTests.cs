using SynthGen.Documents;
using SynthGen.Generation.Template;
using SynthGen.Generation.Template.Finders;
using SynthGen.Quality.Testing;
using SynthGen.Retrieval;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Generation;

public sealed class TemplateQuestionTests
{
    private static readonly Dictionary<string, List<string>> Topics = TextResource.Sections("Questions.txt");

    [Fact]
    public void A_topic_has_triggers_and_questions_and_nothing_else() => Assert.All(Topics, topic =>
    {
        Assert.Contains(topic.Value, line => line.StartsWith("match:", StringComparison.Ordinal));
        Assert.Contains(topic.Value, line => line.StartsWith("ask:", StringComparison.Ordinal));
        Assert.All(topic.Value, line => Assert.Matches("^(match|ask|named|ask \\{n\\}): \\S", line));
        Assert.Equal(
            topic.Value.Any(line => line.StartsWith("named:", StringComparison.Ordinal)),
            topic.Value.Any(line => line.StartsWith("ask {n}:", StringComparison.Ordinal)));
    });

    [Fact]
    public void Questions_are_clean_and_stand_once()
    {
        List<string> questions = [.. Topics.Values.SelectMany(lines => lines).Where(line => line.StartsWith("ask", StringComparison.Ordinal)).Select(line => line[(line.IndexOf(':') + 1)..].Trim())];
        Assert.Equal(questions.Count, questions.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(questions, question =>
        {
            Assert.InRange(question.Split(' ').Length, 4, 18);
            Assert.DoesNotContain("  ", question);
            Assert.Equal(question.StartsWith("{n}", StringComparison.Ordinal) || char.IsUpper(question[0]) || char.IsAsciiDigit(question[0]), question.EndsWith('?') || question.StartsWith("{n}", StringComparison.Ordinal));
        });
    }

    [Theory]
    [InlineData("Later that week Pelletier recused himself from the case.", "Pelletier")]
    [InlineData("Pelletier had recused himself before the case began.", "Pelletier")]
    public void A_name_before_a_verb_is_asked_for(string sentence, string name)
    {
        string page = $"{sentence} The letter was from Pelletier alone.";
        List<Paraphrase> found = Paraphrases(page);
        Assert.Contains(found, paraphrase => paraphrase.Text.Contains(name, StringComparison.Ordinal));
        Assert.All(found, paraphrase => Assert.DoesNotContain("{n}", paraphrase.Text));
    }

    [Fact]
    public void A_name_elsewhere_is_not()
    {
        List<Paraphrase> found = Paraphrases("The letter from Pelletier came after the judge recused himself from the case. It was by Pelletier.");
        Assert.NotEmpty(found);
        Assert.All(found, paraphrase => Assert.DoesNotContain("Pelletier", paraphrase.Text));
    }

    [Fact]
    public void Words_far_apart_do_not_show_a_topic()
    {
        (string id, string[] words) = Topics
            .SelectMany(topic => topic.Value.Where(line => line.StartsWith("match:", StringComparison.Ordinal))
                .SelectMany(line => line["match:".Length..].Split(',', StringSplitOptions.TrimEntries))
                .Where(trigger => trigger.Contains(" + ", StringComparison.Ordinal) && !trigger.Contains('*'))
                .Select(trigger => (topic.Key, trigger.Split(" + "))))
            .First();
        Assert.True(Has($"{words[0]} on the quay {words[1]}"));
        Assert.True(Has($"{words[1]} on the quay {words[0]}"));
        Assert.False(Has($"{words[0]}{string.Concat(Enumerable.Repeat(" quay", 20))} {words[1]}"));

        bool Has(string sentence) => QuestionBook.BuiltIn.Match(Token.Of(sentence)).Any(match => match.Topic.Id == id);
    }

    [Theory]
    [InlineData("He met Mifsu and Mifsud. Then Mifsud and Mifsu spoke to Mifsud.", "Mifsu", false)]
    [InlineData("He met Mifsu and Mifsud. Then Mifsud and Mifsu spoke to Mifsud.", "Mifsud", true)]
    [InlineData("The letter of Corney to Comey, and Comey's answer to Corney; Comey wrote.", "Corney", false)]
    [InlineData("It is a Brief by a Method, as Brief and brief show, and Method and method.", "Brief", false)]
    [InlineData("He spoke to Wexcombe once.", "Wexcombe", false)]
    [InlineData("He spoke to Wexcombe, and Wexcombe answered.", "Wexcombe", true)]
    public void A_single_name_recurs_and_is_neither_cut_misread_nor_common(string page, string word, bool isName) =>
        Assert.Equal(isName, new PageNames(page).Has(new Name(0, word.Length, word, word, IsRole: false)));

    [Theory]
    [InlineData("the propo sal of the proposal", "propo sal", true)]
    [InlineData("the new sale of the sail", "new sale", false)]
    public void A_torn_word_is_known_by_its_whole(string page, string phrase, bool isTorn) => Assert.Equal(isTorn, new PageNames(page).IsTorn(phrase));

    [Theory]
    [InlineData("in violation of the law", false)]
    [InlineData("that the rent was due", false)]
    [InlineData("of the whole premises", false)]
    [InlineData("the quay has to go", true)]
    [InlineData("finished in three weeks", true)]
    public void Quotations_stand_alone(string words, bool isQuotation) =>
        Assert.Equal(isQuotation ? 1 : 0, QuoteFinder.Find($"He wrote \"{words}\" to her.").Count());

    [Theory]
    [InlineData("On May 9, 2017, he was dismissed.", true)]
    [InlineData("A letter dated May 9, 2017 was found.", true)]
    [InlineData("It went on since May 9, 2017.", false)]
    [InlineData("Between May 9, 2017 and the spring nothing came.", false)]
    [InlineData("It began in May 2017.", false)]
    public void A_date_is_the_day_of_an_event(string sentence, bool isOfEvent) =>
        Assert.Equal(isOfEvent, DateFinder.Find(sentence).Any(date => DateFinder.IsOfEvent(sentence, date)));

    [Fact]
    public void Columns_footnotes_and_broken_titles_are_not_read()
    {
        PageReading reading = PageReading.Of(new OcrPage(1, """
            C. The Landlord Restores the Supply
            3. Whether the Landlord Paid the Rent Would
            ii. The public remarks following the guilty plea also suggest
            A. Donovan, In Real Life
            Fitch, Anselm          The former agent of the landlord who let the quay to Gannet in the spring.
            As the inspector of the quay said in his letter of 3/8/18 to the office, it was not tested in time.
            The inspector of the quay said in his letter to the office that it was not tested in time at all.
            """));
        Assert.Equal("C. The Landlord Restores the Supply", Assert.Single(reading.Headings).Text);
        Assert.StartsWith("The inspector", Assert.Single(reading.Sentences).Text);
    }

    [Fact]
    public void A_question_names_no_parts_that_its_sentence_does_not_have()
    {
        foreach (SyntheticQuery row in Rows(new(1, "On August 7, 2021, Anselm Fitch told Dagny Pelletier that the transfer switch had not been tested in time. Fitch and Pelletier met."), null, 20))
        {
            Assert.DoesNotContain('{', row.Query);
            Assert.Single(row.Tools);
        }
    }

    [Fact]
    public void With_an_index_a_page_gives_rows_that_decide()
    {
        OcrPage page = new(1, "On August 7, 2021, Anselm Fitch told Dagny Pelletier that the transfer switch had not been tested by anybody in the spring. Fitch told Pelletier again. \"Nobody threw the switch by hand\" is what Kerr wrote.");
        OcrPage[] others = [.. Enumerable.Range(2, 20).Select(number => new OcrPage(number, $"On August {number}, 2020, rent {number} was paid for the quay and the pier by the tenant in person."))];
        using Ranked decides = new(lexical: 1, vector: null), ties = new(1, 1), misses = new(null, null), refuted = new(null, 1);
        Assert.All(Rows(page, decides, 3), row => Assert.Equal("full_text_search", row.Tools[0].Name));
        Assert.InRange(Rows(page, decides, 3).Count, 2, 3);
        Assert.InRange(Rows(page, ties, 3).Count, 1, 2);
        Assert.Empty(Rows(page, misses, 3));
        Assert.DoesNotContain(Rows(page, refuted, 3), row => row.Tools[0].Name == "full_text_search");
        Assert.All(Rows(page, ties, 3), row => Assert.Null(row.Verdict));

        using MemoryPageIndex index = new([page, .. others]);
        Assert.NotEmpty(Rows(page, index, 3));
    }

    [Fact]
    public void Rows_of_a_kind_and_tool_have_its_name()
    {
        IReadOnlyList<SyntheticQuery> rows = Rows(new(1, "On August 7, 2021, Anselm Fitch told Dagny Pelletier that he had recused himself from the case. \"Nobody threw the switch by hand\" is what Kerr wrote."), null, 30);
        Assert.All(rows, row => Assert.NotNull(row.Provenance!.Kind));
        Assert.All(rows, row => Assert.Equal(row.Provenance!.Kind == "topic" ? "vector_search" : "full_text_search", row.Tools[0].Name));
    }

    [Fact]
    public void Two_rows_about_one_sentence_are_a_pair_if_they_call_different_tools()
    {
        OcrPage page = new(7, "Pelletier recused himself from the case on August 7, 2021, as he had announced.");
        SyntheticQuery Row(string query, string tool, int start) => new(query, [new ToolCall(tool, new Dictionary<string, object?> { ["query"] = query })], 7) { Evidence = Evidence.At(page, start, 20) };
        string?[] Pairs(params SyntheticQuery[] rows) => [.. FactPairs.Of(PageKey.Of(page), rows).Select(row => row.PairId)];

        string?[] pair = Pairs(Row("a", "full_text_search", 0), Row("c", "full_text_search", 30), Row("b", "vector_search", 0));
        Assert.NotNull(pair[0]);
        Assert.Equal(pair[0], pair[2]);
        Assert.Null(pair[1]);
        Assert.All(Pairs(Row("a", "full_text_search", 0), Row("b", "full_text_search", 0)), Assert.Null);
        Assert.All(Pairs(Row("a", "full_text_search", 0), Row("b", "vector_search", 0), Row("c", "vector_search", 0)), Assert.Null);
    }

    private static List<Paraphrase> Paraphrases(string page)
    {
        PageNames names = new(page);
        return ParaphraseBuilder.Build([.. SentenceSplitter.Split(CleanText.Of(page, [(0, page.Length)])).Select(sentence => new SentenceFacts(sentence, names))]);
    }

    private static IReadOnlyList<SyntheticQuery> Rows(OcrPage page, IPageIndex? index, int count)
    {
        TemplateQueryGenerator generator = new([.. BuiltInTools.All.Select(tool => TemplateTool.From(tool)!)], count, 0, index);
        return generator.Finish(generator.GenerateAsync(page, CancellationToken.None).Result).Rows;
    }

    /// <summary>An index that has a page at the same rank for every search of a tool.</summary>
    private sealed class Ranked(int? lexical, int? vector) : IPageIndex
    {
        public int Count => 100;

        public OcrPage? Find(PageKey key) => null;

        public bool CanRun(string tool) => true;

        public IReadOnlyList<PageHit> Search(string tool, string query, int top) => [];

        public int? RankOf(PageKey page, string tool, string query, int top) => tool == BuiltInTools.FullTextSearch.Name ? lexical : vector;

        public void Dispose()
        {
        }
    }
}
