using System.Text;
using SynthGen.Datasets;

namespace SynthGen.Core.Tests.Datasets;

public sealed class ForeignContentTests
{
    private const string Row = "{\"query\":\"q\",\"tools\":[],\"page\":1}\n";

    [Theory]
    [InlineData("# A title\n\nSome text.\nMore of it.\n", "text of another kind")]
    [InlineData("\uFEFF<!DOCTYPE html>", "HTML or XML")]
    [InlineData("%PDF-1.7\nx", "a PDF document")]
    [InlineData("{\n  \"query\": \"q\",\n  \"page\": 1\n}\n", "JSON over several lines")]
    [InlineData("[\n  1,\n  2\n]\n", "JSON over several lines")]
    [InlineData("PK\u0003\u0004x", "a ZIP archive, as documents of Office are too")]
    public void Another_kind_of_file_is_named(string content, string kind) =>
        Assert.Equal(kind, ForeignContent.Describe(Encoding.UTF8.GetBytes(content), isAll: true));

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("one bad line\n")]
    [InlineData(Row)]
    [InlineData("a\nb\nc\n" + Row)]
    [InlineData("\uFEFF" + Row)]
    [InlineData("[\n  {\n    \"query\": \"q\"\n  }\n]\n")]
    public void What_may_be_a_dataset_is_read(string content) =>
        Assert.Null(ForeignContent.Describe(Encoding.UTF8.GetBytes(content), isAll: true));

    [Fact]
    public void A_row_longer_than_the_beginning_counts() =>
        Assert.Null(ForeignContent.Describe(Encoding.UTF8.GetBytes("a\nb\nc\n{\"query\": \"long"), isAll: false));
}
