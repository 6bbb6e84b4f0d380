using SynthGen.Documents;
using SynthGen.Retrieval;

namespace SynthGen.Core.Tests.Retrieval;

public sealed class PagePlacesTests
{
    [Fact]
    public void Pages_that_share_number_or_label_are_found_by_their_whole_keys()
    {
        PageKey[] keys = [new("b", 1, 1, "i"), new("b", 2, 1, "1"), new("b", 3, 12, "12"), new("b", 4, 12, "12a"), new("b", 5, 12, "12"), new("a/b", 1, 1, "i")];
        PagePlaces places = new(keys);
        Assert.Equal(Enumerable.Range(0, keys.Length), keys.Select(key => places.Find(key)!.Value));
    }

    [Fact]
    public void A_key_without_its_place_leads_to_the_only_page_with_the_label_or_the_number()
    {
        PagePlaces places = new([new("b", 1, 1, "i"), new("b", 2, 2, "ii"), new("b", 3, 1, "1"), new("b", 4, 4, "4")]);
        Assert.Equal(0, places.Find(new("b", 9, 1, "i")));
        Assert.Equal(2, places.Find(new("b", 1, 1, null)));
        Assert.Equal(1, places.Find(new("b", 2, 2, null)));
        Assert.Equal(3, places.Find(new("b", 4, 4, null)));
        Assert.Null(places.Find(new("b", 1, 3, null)));
    }

    [Fact]
    public void Of_two_pages_with_the_label_the_place_decides()
    {
        PagePlaces places = new([new("b", 2, 7, null), new("b", 5, 7, null)]);
        Assert.Equal(1, places.Find(new("b", 5, 7, "seven")));
        Assert.Null(places.Find(new("b", 7, 7, null)));
    }

    [Theory]
    [InlineData("scans/a/ocr.txt", 1)]
    [InlineData("ocr.txt", null)]
    [InlineData("a/ocr.txt", 1)]
    [InlineData("/ocr.txt", null)]
    [InlineData("cr.txt", null)]
    [InlineData("c/ocr.txt", null)]
    [InlineData("", null)]
    [InlineData("shelf/lease.txt", 2)]
    public void A_document_is_known_by_the_end_of_its_path(string source, int? place) =>
        Assert.Equal(place, new PagePlaces([new("b/ocr.txt", 1, 1, null), new("a/ocr.txt", 1, 1, null), new("lease.txt", 1, 1, null)]).Find(new(source, 1, 1, null)));

    [Fact]
    public void Places_do_not_tell_documents_apart()
    {
        PagePlaces places = new([new("a/ocr.txt", 1, 5, null), new("b/ocr.txt", 5, 5, null), new("b/ocr.txt", 6, 6, null)]);
        Assert.Null(places.Find(new("", 5, 5, null)));
        Assert.Null(places.Find(new("ocr.txt", 5, 5, null)));
        Assert.Equal(2, places.Find(new("ocr.txt", 1, 6, null)));
    }

    [Fact]
    public void A_document_that_is_there_does_not_give_its_pages_for_those_of_another() =>
        Assert.Null(new PagePlaces([new("ocr.txt", 1, 1, null), new("a/ocr.txt", 2, 2, null)]).Find(new("ocr.txt", 2, 2, null)));

    [Fact]
    public void Pages_without_a_document_are_not_those_of_any() =>
        Assert.Null(new PagePlaces([new("", 1, 1, null)]).Find(new("ocr.txt", 1, 1, null)));
}
