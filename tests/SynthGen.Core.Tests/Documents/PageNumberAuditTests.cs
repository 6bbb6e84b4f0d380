using CsCheck;
using SynthGen.Documents;
using SynthGen.Documents.Numbers;

namespace SynthGen.Core.Tests.Documents;

public sealed class PageNumberAuditTests
{
    [Theory]
    [InlineData("1 2 3 4", null)]
    [InlineData("5 6 7", null)]
    [InlineData("0 5 6", null)]
    [InlineData("i ii iii 1 2 3", null)]
    [InlineData("1 2 2 3 7 5", "Page numbers repeated: 2; missing: 4, 6; out of order: 5. They are kept as they are.")]
    [InlineData("1 10", "Page numbers missing: 2-9. They are kept as they are.")]
    [InlineData("i iv 1 1", "Page numbers repeated: 1; roman missing: 2-3. They are kept as they are.")]
    public void Says_what_is_amiss(string labels, string? expected)
    {
        PageNumberAudit audit = new();
        foreach (string label in labels.Split(' '))
            audit.Add(new OcrPage(PageNumber.FromLabel(label).Value, "", label: label));
        Assert.Equal(expected, audit.Describe());
    }

    [Fact]
    public void Long_lists_are_cut()
    {
        PageNumberAudit audit = new();
        for (int i = 1; i < 100; i += 2)
            audit.Add(new OcrPage(i, ""));
        Assert.Contains("36, 38, 40, and 29 more.", audit.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ranges_are_the_set_of_their_numbers() =>
        Gen.Int[0, 60].Array[0, 80].Sample(numbers =>
        {
            NumberRanges ranges = new();
            SortedSet<int> set = [];
            foreach (int number in numbers)
                Assert.Equal(set.Add(number), ranges.Add(number));

            IEnumerable<int> gaps = set.Count == 0 ? [] : Enumerable.Range(set.Min, set.Max - set.Min).Except(set);
            NumberRanges expected = new();
            foreach (int gap in gaps)
                expected.Add(gap);
            Assert.Equal(expected.ToString(), ranges.Gaps().ToString());
        });
}
