using System.Text;
using CsCheck;
using SynthGen.Core.Tests.Datasets;
using SynthGen.Datasets;
using SynthGen.Rows;

namespace SynthGen.Core.Tests.Rows;

/// <summary>Which page a row is of: its number, label and place.</summary>
public sealed class PageOfRowTests
{
    private static readonly SyntheticQuery Plain = new("q", [], 12) { Source = "b.txt" };

    [Fact]
    public void Label_and_place_follow_from_the_number_unless_they_are_given()
    {
        Assert.Equal(("12", 12), (Plain.Label, Plain.Ordinal));
        Assert.Equal(("13", 13), Plain with { Page = 13 } is var next ? (next.Label, next.Ordinal) : default);
        SyntheticQuery roman = Plain with { Page = 1, Label = "i", Ordinal = 3 };
        Assert.Equal(("i", 3), (roman.Label, roman.Ordinal));
        Assert.Equal(("i", 3), (roman with { Query = "other" }) is var copy ? (copy.Label, copy.Ordinal) : default);
    }

    [Fact]
    public void A_row_with_the_label_and_place_of_its_number_is_the_row_without_them()
    {
        SyntheticQuery said = Plain with { Label = "12", Ordinal = 12 };
        Assert.Equal(Plain.Id, said.Id);
        Assert.Equal(Plain, said);
        Assert.Equal(Line(Plain), Line(said));
    }

    [Fact]
    public void Rows_of_different_pages_with_one_number_have_different_ids() => Assert.Equal(
        4, new[] { Plain, Plain with { Label = "12a" }, Plain with { Ordinal = 14 }, Plain with { Label = "12a", Ordinal = 14 } }.Select(row => row.Id).Distinct().Count());

    [Fact]
    public void Label_and_place_stand_behind_the_source_where_they_differ() => Assert.Equal(
        """{"query":"q","tools":[],"page":1,"id":"x","source":"b.txt","label":"i","ordinal":3}""" + "\n",
        Line(Plain with { Page = 1, Label = "i", Ordinal = 3, Id = "x" }));

    [Fact]
    public void Any_page_survives_the_canonical_line() =>
        Gen.Select(SampleRows.Any, Gen.Null(SampleRows.AnyText), Gen.Nullable(Gen.Int)).Sample((row, label, ordinal) =>
        {
            row = row with { Label = label!, Ordinal = ordinal ?? row.Page };
            SyntheticQuery back = (SyntheticQuery)new CanonicalReader().Read(Encoding.UTF8.GetBytes(Line(row).TrimEnd('\n')));
            Assert.Equal((row.Page, row.Label, row.Ordinal, row.Source, row.Id), (back.Page, back.Label, back.Ordinal, back.Source, back.Id));
            Assert.Equal((row with { Id = null! }).Id, (back with { Id = null! }).Id);
        });

    [Fact]
    public void An_outcome_names_its_page_by_its_label()
    {
        OcrPage page = new(1, "text", "b.txt", label: "i", ordinal: 3);
        PageOutcome outcome = PageOutcome.Empty(page, "nothing");
        Assert.Equal((1, "i", 3), (outcome.Page, outcome.Label, outcome.Ordinal));
        Assert.StartsWith("page i of b.txt", outcome.ToString());
    }

    private static string Line(SyntheticQuery row)
    {
        using MemoryStream stream = new();
        using (CanonicalWriter writer = new(stream))
        {
            writer.Write(row);
            writer.Flush();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
