using CsCheck;
using SynthGen.Generation.Template;
using SynthGen.Generation.Template.Finders;

namespace SynthGen.Core.Tests.Generation;

/// <summary>What the Template leaves out because it was cut, and the figures and references that it finds.</summary>
public sealed class TemplateReadingTests
{
    private const string Sentence = "The keeper of the lighthouse counted every ship that passed the outer pier in winter.";

    [Fact]
    public void A_few_joined_lines_do_not_make_the_others_short()
    {
        string joined = string.Join(' ', Enumerable.Repeat("and the harbour was quiet", 4)) + ".";
        PageReading reading = Read($"The keeper of the lighthouse counted every\nship that passed the outer pier in winter\nand wrote it down for the next keeper.\nThe pilots came later\n{joined}");
        Assert.Contains(reading.Sentences, sentence => sentence.Text.StartsWith("The keeper", StringComparison.Ordinal) && sentence.Text.EndsWith("next keeper.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("The note is at www.example.org/pier and says that the pier was closed in winter.")]
    [InlineData("The keeper wrote of the pier (which was closed in winter and was opened in spring.")]
    [InlineData("The keeper wrote of the pier that was closed), and of the ships that passed it.")]
    [InlineData("The keeper relied on what the court of the harbour had decided in Brown v.")]
    public void A_sentence_with_an_address_or_a_lost_end_is_not_read(string sentence) => Assert.Empty(Read(sentence).Sentences);

    [Fact]
    public void A_list_within_a_sentence_is_read() =>
        Assert.Single(Read("The keeper counts a) every ship that passes, and b) every boat that stays in the harbour.").Sentences);

    [Theory]
    [InlineData("Wexcombe and Fitch wrote of the pier that it was closed in winter.", 2, 0)]
    [InlineData("Wexcombe and Fitch wrote of the pier that it was closed in winter.", 1, 1)]
    [InlineData("The keeper wrote of the pier that it was closed in winter.", 2, 1)]
    public void The_first_words_of_a_later_page_may_be_the_end_of_a_sentence(string sentence, int page, int read) =>
        Assert.Equal(read, Read(sentence, page).Sentences.Count);

    [Fact]
    public void A_running_head_does_not_begin_a_sentence()
    {
        PageReading reading = Read($"Fitch, J., concurring in the judgment\n\nof the lower court.\n{Sentence}", 7);
        Assert.All(reading.Sentences, sentence => Assert.DoesNotContain("concurring", sentence.Text));
    }

    [Fact]
    public void A_statement_is_read_with_the_case_that_it_cites()
    {
        PageReading reading = Read($"{Sentence} See Gannet v. Wexcombe, 12 F. 3d 345, 350 (1994).");
        Assert.EndsWith("(1994).", Assert.Single(reading.Sentences).Text);
    }

    [Fact]
    public void A_citation_without_its_statement_is_not_read() =>
        Assert.Empty(Read("Gannet, 12 F. 3d 345, 350 (opinion concurring in the judgment in part and dissenting in part).").Sentences);

    [Theory]
    [InlineData("C. The Landlord Restores\nthe Supply of the Quay", 0)]
    [InlineData("THE KEEPER OF THE PIER\nAND HIS BOATS", 0)]
    [InlineData("THE GANNET HARBOUR COMPANY", 0)]
    [InlineData("C. The Landlord Restores the Supply", 1)]
    public void A_title_that_goes_on_in_the_next_line_is_left_out(string lines, int headings) =>
        Assert.Equal(headings, Read($"{lines}\n\n{Sentence}\n{Sentence}").Headings.Count);

    [Fact]
    public void A_quotation_is_what_stands_between_the_marks_of_one_pair() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3]).Sample((which, before) =>
        {
            string word = new[] { "quick", "old", "so called" }[which];
            string text = string.Concat(Enumerable.Repeat($"The \"{word}\" pier was closed, ", before)) + "which he called \"a bitter winter for pilots\" (in a letter), and then a very \"long\" one.";
            Assert.Equal(["\"a bitter winter for pilots\""], QuoteFinder.Find(text).Select(span => span.Text));
        });

    [Theory]
    [InlineData("They \"are a bitter winter for pilots\" there.")]
    [InlineData("He wrote \"of a bitter (winter for pilots\" there.")]
    [InlineData("He wrote\" a bitter winter for pilots\"too.")]
    public void A_broken_quotation_is_none(string sentence) => Assert.Empty(QuoteFinder.Find(sentence));

    [Theory]
    [InlineData("See Harbour Society for Safe Piers v. Gannet, 12 F. 3d 345.", "Harbour Society for Safe Piers v. Gannet")]
    [InlineData("See, e.g., Gannet Pier Services v. Fitch, 12 F. 3d 345.", "Gannet Pier Services v. Fitch")]
    [InlineData("As in Wexcombe Timber Co. v. Fitch Lumber Co., the pier was closed.", "Wexcombe Timber Co. v. Fitch Lumber Co.")]
    [InlineData("It was a Union of Pilots and Keepers v. Gannet matter.", null)]
    [InlineData("Wexcombe ex rel. Fitch v. Gannet was cited.", null)]
    [InlineData("It was Fitch v. College of Pilots and Keepers, 12 F. 3d 345.", null)]
    [InlineData("They founded Keepers in Winter v. Gannet for it.", null)]
    public void A_case_has_its_whole_name(string sentence, string? name) =>
        Assert.Equal(name, CitationFinder.Find(sentence).Where(found => found.Kind == "case").Select(found => found.Span.Text).SingleOrDefault());

    [Theory]
    [InlineData("It was held in 410 U. S. 113 and later.", "410 U.S. 113")]
    [InlineData("It was held, 505 U. S., at 870, that it may.", "505 U.S., at 870")]
    [InlineData("It was held in 312 F. Supp. 3d 60 again.", "312 F. Supp. 3d 60")]
    public void A_reporter_is_cited_by_volume_and_page(string sentence, string citation) =>
        Assert.Contains(("citation", citation), CitationFinder.Find(sentence).Select(found => (found.Kind, found.Span.Text)));

    [Theory]
    [InlineData("It was written on 12 Sept. 2015 at sea.")]
    [InlineData("The rule of C.F.R. § 45.2 lost its volume.")]
    public void Half_a_citation_is_none(string sentence) => Assert.DoesNotContain(CitationFinder.Find(sentence), found => found.Kind == "citation");

    [Theory]
    [InlineData("The keeper reports within sixty (60) days.", "period", "60 days")]
    [InlineData("The keeper reports after 5 business days.", "period", "5 business days")]
    [InlineData("He gets 12.5 percent of it.", "percentage", "12.5%")]
    [InlineData("The pier was built in 1868 by hand.", "year", "1868")]
    public void Figures_are_found(string sentence, string kind, string text) =>
        Assert.Contains((kind, text), FigureFinder.Find(sentence).Select(found => (found.Kind, found.Span.Text)));

    [Theory]
    [InlineData("He was 40 years old then.")]
    [InlineData("It cost $90 days later, see § 30 days.")]
    [InlineData("See Gannet v. Fitch (1868).")]
    public void Other_figures_are_not(string sentence) => Assert.Empty(FigureFinder.Find(sentence));

    [Theory]
    [InlineData("\"Pier Fee\" shall have the meaning set forth in Section 5.1.", "reference")]
    [InlineData("\"Pier Fee\" means the sum that a pilot pays.", "term")]
    public void A_definition_that_stands_elsewhere_is_another_kind(string sentence, string kind) =>
        Assert.Equal(kind, Assert.Single(TermFinder.Find(sentence)).Kind);

    [Theory]
    [InlineData("The guard of the Keeper's Health fund wrote.", "Health")]
    [InlineData("Functional pier of the harbour is open.", "Functional")]
    [InlineData("It is a case of the Docks or Piers Clause only.", "Piers")]
    [InlineData("Allowing Gannet to moor is wrong.", "Allowing Gannet")]
    [InlineData("Suppose JUDGE WEXCOMBE were to say so.", "Suppose JUDGE WEXCOMBE")]
    [InlineData("He met Anselm Fitch, Jr., at the pier.", "Anselm Fitch")]
    public void Half_a_name_is_none(string sentence, string half) =>
        Assert.DoesNotContain(half, NameFinder.Find(sentence, Token.Of(sentence)).Select(name => name.Bare));

    [Theory]
    [InlineData("They agree that stare pilots operate there.")]
    [InlineData("It is a consequential moral and political matter.")]
    [InlineData("It spoke of the pier viable in winter.")]
    [InlineData("He met with then-harbour master Fitch.")]
    public void Half_a_phrase_is_none(string sentence) => Assert.Empty(KeyPhraseFinder.Find(sentence, Token.Of(sentence)));

    private static PageReading Read(string text, int page = 1) => PageReading.Of(new OcrPage(page, text));
}
