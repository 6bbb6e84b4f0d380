using System.Globalization;
using System.Text.RegularExpressions;
using SynthGen.Conversations.Planning;
using SynthGen.Conversations.Template;
using SynthGen.Conversations.Template.Scenes;

namespace SynthGen.Core.Tests.Conversations;

public sealed class WordingTests
{
    [Theory]
    [InlineData("What did Rick Gates tell the FBI?", "Rick Gates", "person", "what did they tell the FBI?")]
    [InlineData("Where is Paul Manafort mentioned with the memo?", "Paul Manafort", "person", "where are they mentioned with the memo?")]
    [InlineData("What did the FBI ask Rick Gates?", "Rick Gates", "person", "what did the FBI ask them?")]
    [InlineData("What was the advice of Flynn's lawyer?", "Flynn", "person", "what was the advice of their lawyer?")]
    [InlineData("Where is the Ellery Foundation mentioned with a grant?", "Ellery Foundation", "organization", "where is it mentioned with a grant?")]
    [InlineData("Is there anything about Cohen on May 3, 2017?", "Cohen", "person", "is there anything about them on May 3, 2017?")]
    [InlineData("Which passage has McGahn and the exposure?", "McGahn", "person", null)]
    [InlineData("What did Flynn tell Flynn?", "Flynn", "person", null)]
    [InlineData("Flynn and the memo?", "Flynn", "person", null)]
    public void A_pronoun_stands_for_a_name_where_the_sentence_stays_one(string question, string name, string kind, string? expected) =>
        Assert.Equal(expected, Pronouns.Refer(question, name, kind));

    [Theory]
    [InlineData("Trump and the deal", "Trump", true)]
    [InlineData("the Trump Organization", "Trump", false)]
    [InlineData("said Donald Trump", "Trump", false)]
    [InlineData("Is Trump mentioned", "Trump", true)]
    [InlineData("trumpet", "Trump", false)]
    public void A_name_is_whole_if_it_is_not_part_of_a_longer_one(string text, string name, bool expected) => Assert.Equal(expected, WordPlace.IsWhole(text, name));

    [Fact]
    public void Sums_are_true()
    {
        int computed = 0;
        for (ulong seed = 0; seed < 400; seed++)
        {
            (string sum, string answer) = Arithmetic.Draw(new Phrases(seed));
            if (Regex.Match(sum, @"^([\d,.]+)(?: (plus|minus|times|divided by) |( percent of ))([\d,.]+)$") is not { Success: true } match)
                continue;
            decimal one = Number(match.Groups[1].Value), other = Number(match.Groups[4].Value);
            Assert.Equal(Number(answer), match.Groups[2].Value switch { "plus" => one + other, "minus" => one - other, "times" => one * other, "divided by" => one / other, _ => one * other / 100 });
            computed++;
        }

        Assert.True(computed > 100);
    }

    [Fact]
    public void What_fills_a_place_is_not_read_as_a_wording() =>
        Assert.Equal("It says: {page}", Phrases.Fill("{intro}: {quote}", ("intro", "it says"), ("quote", "{page}"), ("page", "12")));

    [Theory]
    [InlineData("obstruc-\ntion of justice", true)]
    [InlineData("the Trump Campa ign was wit h him", true)]
    [InlineData("Flynn's lawyer, J. Smith, said a word to the U.S. Senate.", false)]
    [InlineData("Vitamin C and the letter", true)]
    [InlineData("era un día y otro", false)]
    public void A_passage_is_torn_where_a_consonant_stands_alone(string text, bool expected) => Assert.Equal(expected, UsableRow.IsTorn(text));

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
