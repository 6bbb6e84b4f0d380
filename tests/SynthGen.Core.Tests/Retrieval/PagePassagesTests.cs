using CsCheck;
using SynthGen.Retrieval;

namespace SynthGen.Core.Tests.Retrieval;

public sealed class PagePassagesTests
{
    [Fact]
    public void Sentences_and_paragraphs_are_passages_and_what_is_short_goes_with_the_next()
    {
        const string text = "LEASE\n\nMr. Nordahl leases the second pier of the U.S. harbour, v. Wexcombe.\nThe rent of $4.50 is due each week.219 See Ledger 7.\nNobody asked for it then.\n\nthe committee went home without a word";
        Assert.Equal(
            ["LEASE\n\nMr. Nordahl leases the second pier of the U.S. harbour, v. Wexcombe.", "The rent of $4.50 is due each week.219 See Ledger 7.", "Nobody asked for it then.\n\nthe committee went home without a word"],
            PagePassages.Of(text).Select(passage => text[passage.Start..passage.End]));
        Assert.Empty(PagePassages.Of(" \n\n "));
    }

    [Fact]
    public void Each_character_but_blanks_is_in_one_passage_and_none_is_long() => Gen.Int[0, 20].Array[0, 600].Sample(parts =>
    {
        string[] pieces = ["word", "a", "Mr.", "end.", "\n", "\n\n", " ", "? ", "\u201CSo!\u201D ", "12", "x1y2z3w4"];
        string text = string.Concat(parts.Select(part => part < pieces.Length ? pieces[part] : pieces[part - pieces.Length] + " "));
        int at = 0;
        foreach ((int start, int end) in PagePassages.Of(text))
        {
            if (start < at || end <= start || end - start > 450 || !string.IsNullOrWhiteSpace(text[at..start]))
                return false;
            at = end;
        }

        return string.IsNullOrWhiteSpace(text[at..]);
    });
}
