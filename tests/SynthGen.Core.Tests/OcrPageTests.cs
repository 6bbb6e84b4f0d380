namespace SynthGen.Core.Tests;

public sealed class OcrPageTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("one", 1)]
    [InlineData(" one  two\nthree ", 3)]
    [InlineData("— *** .. one-two", 1)]
    public void Words_are_runs_that_hold_a_letter_or_digit(string text, int words) =>
        Assert.Equal(words, new OcrPage(1, text).WordCount);
}
