using System.Text;
using System.Text.Json;
using SynthGen.Datasets;
using SynthGen.Datasets.Formats;
using SynthGen.Datasets.Validation;
using SynthGen.Rows;

namespace SynthGen.Core.Tests.Datasets.Formats;

/// <summary>Every registered format has all its parts.</summary>
public sealed class DatasetFormatsTests
{
    public static TheoryData<string> Formats => [.. DatasetFormats.All.Select(format => format.Name)];

    [Fact]
    public void The_order_is_that_in_which_formats_were_always_shown() => Assert.Equal(
        ["Canonical", "OpenAI", "Trl", "Mistral", "Hermes", "Xlam", "Gemini", "LlamaFactory", "Axolotl", "Alpaca"],
        DatasetFormats.All.Select(format => format.Name));

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_format_is_a_folder_with_a_class_of_its_name(string name)
    {
        Type type = DatasetFormat.Parse(name).GetType();
        Assert.Equal($"SynthGen.Datasets.Formats.{name}.{name}Format", type.FullName);
    }

    [Fact]
    public void Every_class_that_declares_a_format_is_registered() => Assert.Equal(
        typeof(DatasetFormat).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DatasetFormat)) && !type.IsAbstract).Select(type => type.Name).Order(),
        DatasetFormats.Exports.Select(format => format.GetType().Name).Order());

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_format_has_a_writer_a_reader_rules_and_a_description(string name)
    {
        DatasetFormat format = DatasetFormat.Parse(name);
        string line = FormatKit.Write(new DatasetOptions { Format = format, SystemPrompt = "" }, FormatKit.One);
        IRowReader reader = format.CreateReader();
        Assert.Equal(FormatKit.One.Query, ((SyntheticQuery)reader.Read(Encoding.UTF8.GetBytes(line))).Query);
        Assert.Empty(reader.UnknownKeys);
        Assert.NotSame(reader, format.CreateReader());
        Assert.DoesNotContain(new DatasetValidator(format).Check(new MemoryStream(Encoding.UTF8.GetBytes(line))), finding => finding.Line > 0);
        Assert.Equal("ExtraKey", Assert.Single(new DatasetValidator(format).Check(new MemoryStream(Encoding.UTF8.GetBytes("{\"odd\":1," + line[1..]))), finding => finding.Line > 0).Rule);
        Assert.EndsWith(".", format.Description);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_columns_are_the_keys_of_the_lines(string name)
    {
        DatasetFormat format = DatasetFormat.Parse(name);
        IEnumerable<string> keys = Golden(name).SelectMany(line => JsonDocument.Parse(line).RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Empty(keys.Except(format.Columns.Select(column => column.Name)));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Lines_are_recognized_by_their_own_format_alone(string name) => Assert.All(Golden(name), line =>
    {
        using JsonDocument document = JsonDocument.Parse(line);
        Assert.Equal([name], DatasetFormats.All.Where(format => format.Recognizes(document.RootElement)).Select(format => format.Name));
    });

    // Lines with the keys of several formats: lists of turns come before other keys.
    [Theory]
    [InlineData("""{"messages":[],"contents":[],"conversations":[],"query":"","instruction":"","output":""}""", "OpenAI")]
    [InlineData("""{"contents":[],"conversations":[],"query":"","instruction":"","output":""}""", "Gemini")]
    [InlineData("""{"conversations":[],"query":"","answers":"","instruction":"","output":""}""", "Hermes")]
    [InlineData("""{"conversations":[],"query":"","tools":""}""", "LlamaFactory")]
    [InlineData("""{"query":"","answers":"","instruction":"","output":""}""", "Xlam")]
    [InlineData("""{"query":"","instruction":"","output":""}""", "Canonical")]
    [InlineData("""{"instruction":"","output":""}""", "Alpaca")]
    [InlineData("""{"instruction":""}""", null)]
    [InlineData("[]", null)]
    [InlineData("oops", null)]
    public void A_line_with_keys_of_several_formats_is_in_one(string line, string? name) => Assert.Equal(name, DatasetFormats.Recognize(Encoding.UTF8.GetBytes(line))?.Name);

    [Theory]
    [InlineData("trl", "Trl")]
    [InlineData("OPENAI", "OpenAI")]
    [InlineData("x", "Xlam")]
    public void A_name_is_found_whatever_its_case_and_by_a_beginning_of_its_own(string text, string name) => Assert.Equal(name, DatasetFormat.Parse(text).Name);

    [Theory]
    [InlineData("a", "Several formats begin so: Axolotl, Alpaca.")]
    [InlineData("odd", "The formats are Canonical, OpenAI,")]
    public void A_name_that_fits_none_or_several_is_an_error(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<FormatException>(() => DatasetFormat.Parse(text)).Message);

    private static string[] Golden(string name) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Datasets", "Formats", "Golden", $"{name}.jsonl"));
}
